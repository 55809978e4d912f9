import { expect, test } from 'vitest'
import { judge, type Books, type Delivery, type Evidence } from '../../chaos/parts/verdict.ts'

const releasedAt = Temporal.Instant.from('2026-07-14T00:00:00Z')
const attemptedAt = releasedAt.add({ minutes: 1 })
const early = releasedAt.add({ seconds: 30 })
const late = releasedAt.add({ minutes: 2 })

function delivery(address: string, outcome: Delivery['outcome'] = 'accepted'): Delivery {
  return { address, batchId: 'one', firstAttemptAt: attemptedAt, isSettled: true, outcome }
}

function booksOf(deliveries: readonly Delivery[]): Books {
  const count = (outcome: Delivery['outcome']): number => deliveries.filter((one) => one.outcome === outcome).length
  return {
    frozen: deliveries.length,
    accepted: count('accepted'),
    dropped: count('dropped'),
    failed: count('failed'),
    uncertain: count('uncertain'),
    waiting: 0,
  }
}

/** Two readers who both have their letter, except for what is given. */
function evidence(given: Partial<Evidence> = {}): Evidence {
  const deliveries = given.deliveries ?? [delivery('a@x.example'), delivery('b@x.example')]
  return {
    releasedAt,
    readers: ['a@x.example', 'b@x.example'].map((address) => ({ address, leftAt: null })),
    deliveries,
    books: booksOf(deliveries),
    messages: [{ address: 'a@x.example' }, { address: 'b@x.example' }],
    mayBeUncertain: { batches: new Map(), addresses: new Set() },
    ...given,
  }
}

const leaving = (leftAt: Temporal.Instant): Evidence['readers'] => [
  { address: 'a@x.example', leftAt: null },
  { address: 'b@x.example', leftAt },
]

test('a campaign that reached everyone once is in order', () => {
  expect(judge(evidence())).toEqual({ duplicates: 0, missing: 0, mailedAfterLeaving: 0, uncertain: 0, faults: [] })
})

test('every message beyond the first is counted', () => {
  const messages = ['a@x.example', 'b@x.example', 'b@x.example', 'b@x.example'].map((address) => ({ address }))
  expect(judge(evidence({ messages }))).toMatchObject({
    duplicates: 2,
    faults: [expect.stringContaining('b@x.example')],
  })
})

test('a reader without a letter is missing unless the books say why', () => {
  const messages = [{ address: 'a@x.example' }]
  expect(judge(evidence({ messages }))).toMatchObject({ missing: 1, faults: [expect.any(String)] })
  const mayBeUncertain = { batches: new Map([['one', 1]]), addresses: new Set<string>() }
  const uncertain = [delivery('a@x.example'), delivery('b@x.example', 'uncertain')]
  expect(judge(evidence({ messages, deliveries: uncertain, mayBeUncertain }))).toMatchObject({
    missing: 0,
    uncertain: 1,
    faults: [],
  })
  expect(judge(evidence({ messages, deliveries: [delivery('a@x.example')] })).missing).toBe(1)
})

test('nobody is uncertain without need', () => {
  const deliveries = [delivery('a@x.example'), delivery('b@x.example', 'uncertain')]
  expect(judge(evidence({ deliveries })).faults).toEqual([expect.stringContaining('uncertain without need')])
  const mayBeUncertain = { batches: new Map<string, number>(), addresses: new Set(['b@x.example']) }
  expect(judge(evidence({ deliveries, mayBeUncertain })).faults).toEqual([])
  const both = [delivery('a@x.example', 'uncertain'), delivery('b@x.example', 'uncertain')]
  const oneMayBe = { batches: new Map([['one', 1]]), addresses: new Set<string>() }
  expect(judge(evidence({ deliveries: both, mayBeUncertain: oneMayBe })).faults).toEqual([
    expect.stringMatching(/^1 uncertain without need/),
  ])
})

test('who left before the first attempt must not be mailed, who left after it may have been', () => {
  expect(judge(evidence({ readers: leaving(early) }))).toMatchObject({ mailedAfterLeaving: 1, missing: 0 })
  expect(judge(evidence({ readers: leaving(late) })).faults).toEqual([])
  const dropped = [delivery('a@x.example'), delivery('b@x.example', 'dropped')]
  const messages = [{ address: 'a@x.example' }]
  expect(judge(evidence({ readers: leaving(early), deliveries: dropped, messages })).faults).toEqual([])
})

test('who had left before the release is no recipient', () => {
  const readers = leaving(releasedAt.subtract({ hours: 1 }))
  const deliveries = [delivery('a@x.example')]
  expect(judge(evidence({ readers, deliveries, messages: [{ address: 'a@x.example' }] })).faults).toEqual([])
  expect(judge(evidence({ readers, deliveries })).mailedAfterLeaving).toBe(1)
})

test.each(['dropped', 'failed'] as const)('a letter that the books call %s must not have arrived', (outcome) => {
  const deliveries = [delivery('a@x.example'), delivery('b@x.example', outcome)]
  expect(judge(evidence({ deliveries })).faults).toContainEqual(expect.stringContaining('but mailed'))
})

test('nobody is dropped who stayed, and nobody fails whom nobody refused', () => {
  const messages = [{ address: 'a@x.example' }]
  for (const outcome of ['dropped', 'failed'] as const) {
    const deliveries = [delivery('a@x.example'), delivery('b@x.example', outcome)]
    expect(judge(evidence({ deliveries, messages })).faults).toEqual([expect.stringContaining(outcome)])
  }
})

test('the books balance, and agree with the rows of the readers', () => {
  const books = booksOf(evidence().deliveries)
  expect(judge(evidence({ books: { ...books, accepted: 1 } })).faults).toHaveLength(2)
  expect(judge(evidence({ books: { ...books, frozen: 3 } })).faults).toHaveLength(2)
  expect(judge(evidence({ books: { ...books, accepted: 1, waiting: 1 } })).faults).toHaveLength(2)
})

test('a stranger is not mailed', () => {
  const messages = ['a@x.example', 'b@x.example', 'c@x.example'].map((address) => ({ address }))
  expect(judge(evidence({ messages })).faults).toEqual([expect.stringContaining('c@x.example')])
})
