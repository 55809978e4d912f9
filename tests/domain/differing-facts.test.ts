import { describe, expect, test } from 'vitest'
import ledger from '#content/facts' with { type: 'json' }
import { differingFacts } from '#domain/differing-facts'
import { factSchema, type Fact } from '#domain/fact'
import { factQualifier } from '#domain/fact-qualifier'
import { listSources } from '#domain/source-list'

const facts = factSchema.array().parse(ledger)
const named = (...ids: string[]): Fact[] =>
  ids.map((id) => {
    const fact = facts.find((one) => one.id === id)
    if (!fact) throw new Error(`The ledger has no ${id}`)
    return fact
  })
const groupsOf = (list: readonly Fact[]): string[][] => differingFacts(list).map((group) => group.map(({ id }) => id))

describe('facts that contradict each other', () => {
  test('stand together in the order in which a reader meets them, and nothing else does', () => {
    expect(groupsOf(named('CNT-06', 'CNT-14', 'CNT-10', 'CNT-15', 'CNT-11', 'CNT-13'))).toEqual([
      ['CNT-14', 'CNT-15', 'CNT-13'],
      ['CNT-10', 'CNT-11'],
    ])
    expect(groupsOf(named('CNT-15', 'CNT-06', 'CNT-13'))).toEqual([['CNT-15', 'CNT-13']])
    expect(groupsOf(named('CNT-06', 'CNT-10'))).toEqual([])
  })

  test('stand together where only one of them says so, or a third one joins them', () => {
    const [a, b, c] = named('CNT-03', 'CNT-06', 'CNT-07').map((fact) => ({ ...fact, conflictsWith: [] as string[] }))
    if (!a || !b || !c) throw new Error('Three facts are needed')
    expect(groupsOf([a, b, { ...c, conflictsWith: ['CNT-03'] }])).toEqual([['CNT-03', 'CNT-07']])
    expect(groupsOf([a, b, { ...c, conflictsWith: ['CNT-06', 'CNT-03'] }])).toEqual([['CNT-03', 'CNT-06', 'CNT-07']])
  })
})

describe('beside a figure', () => {
  test.each([
    ['CNT-15', { kind: 'between', from: '1,000', to: '2,000' }],
    ['ECO-01', { kind: 'range' }],
    ['CNT-11', { kind: 'disputed' }],
    ['CNT-01', null],
    ['CNT-06', null],
  ])('%s says what it is', (id, qualifier) => {
    expect(named(id).map(factQualifier)).toEqual([qualifier])
  })

  test('the list of sources says which of its figures are no plain counts', () => {
    const [king, ...rest] = listSources(named('CNT-10', 'CNT-15', 'CNT-11'), 'en').sources
    expect(rest).toEqual([])
    expect(king?.qualified).toEqual([
      { qualifier: { kind: 'disputed' }, dates: '2006 to the end of 2019; as of 19 February 2020' },
      { qualifier: { kind: 'between', from: '1,000', to: '2,000' }, dates: 'As of February 2020' },
    ])
  })
})
