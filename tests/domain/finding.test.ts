import { describe, expect, test } from 'vitest'
import { harmRules } from '#domain/cautions'
import { checkRules, findingOf, refuseFor, weighFinding, type CheckRule, type Found } from '#domain/finding'
import { Refusal } from '#domain/refusal'

const none = { findings: [], facts: [] }
const found = (rule: CheckRule, quote: string | null = null): Found => ({ rule, locale: 'ko', place: 'body', quote })

/** Written out a second time on purpose: what a letter may leave with has to be meant twice. */
const blocks: CheckRule[] = [
  'watch-list',
  'fact-withheld',
  'content-note-missing',
  'help-line-missing',
  'placeholder',
  'link-insecure',
  'link-shortened',
  'text-part-missing',
  'postal-address-missing',
  'corrected-still-leaving',
  'translation-stale',
]
const advises: CheckRule[] = [
  'fact-changed',
  'link-broken',
  'link-silent',
  'night-hours',
  'sender-unproven',
  'sender-forgeable',
  'sender-unknown',
]
const asks = checkRules.filter((rule) => !blocks.includes(rule) && !advises.includes(rule))

test('every rule of harm is weighed', () => {
  expect(checkRules).toEqual(expect.arrayContaining([...harmRules]))
  expect(asks).toHaveLength(checkRules.length - blocks.length - advises.length)
})

describe('what was found', () => {
  test.each(blocks)('%s blocks, whatever a revision says', (rule) => {
    const acknowledged = { findings: [rule, `${rule}:x`], facts: ['x'] }
    expect(weighFinding(found(rule, 'x'), acknowledged)).toMatchObject({ severity: 'blocking', acknowledgement: null })
  })

  test.each(advises)('%s is worth a look', (rule) => {
    expect(weighFinding(found(rule, 'x'), none)).toMatchObject({ severity: 'warning', acknowledgement: null })
  })

  test.each(asks.filter((rule) => !rule.startsWith('fact-')))('%s blocks until a revision names it', (rule) => {
    const open = weighFinding(found(rule, 'x'), none)
    expect(open).toMatchObject({ severity: 'blocking', acknowledgement: `${rule}:x`, isAcknowledged: false })
    const named = weighFinding(found(rule, 'x'), { findings: [`${rule}:x`], facts: [] })
    expect(named).toMatchObject({ severity: 'warning', isAcknowledged: true })
    expect(weighFinding(found(rule, 'y'), { findings: [`${rule}:x`], facts: [] }).severity).toBe('blocking')
  })

  test('of a fact is let stand by the fact', () => {
    for (const rule of ['fact-stale', 'fact-conflicting', 'fact-disputed'] as const) {
      expect(weighFinding(found(rule, 'X-01'), { findings: [], facts: ['X-02'] }).severity).toBe('blocking')
      expect(weighFinding(found(rule, 'X-01'), { findings: [], facts: ['X-01'] }).severity).toBe('warning')
    }
  })

  test('as a refusal blocks and keeps what fills its words', () => {
    const refusal = new Refusal('language-missing', { field: 'contents', language: 'ko' })
    expect(findingOf(refusal)).toMatchObject({
      rule: 'language-missing',
      severity: 'blocking',
      detail: { language: 'ko' },
    })
  })
})

test('a refusal for what was found names the place and never the words', () => {
  const refused = (one: Found) => () => refuseFor(weighFinding(one, none))
  expect(refused(found('watch-list', 'hong gildong'))).toThrow(
    expect.objectContaining({ code: 'check-failed', field: 'contents.ko.body', detail: { finding: 'watch-list' } }),
  )
  expect(refused({ rule: 'text-part-missing', locale: 'en' })).toThrow(
    expect.objectContaining({ field: 'contents.en' }),
  )
  expect(refused({ rule: 'corrected-still-leaving', locale: null })).toThrow(
    expect.objectContaining({ field: undefined }),
  )
  expect(refused(found('fact-stale', 'X-01'))).toThrow(
    expect.objectContaining({ code: 'fact-unacknowledged', detail: { factId: 'X-01' } }),
  )
})
