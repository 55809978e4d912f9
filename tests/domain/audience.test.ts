import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  audienceRuleSchema,
  isInAudience,
  letterLocale,
  mayBeMailed,
  type AudienceMember,
  type AudienceRule,
} from '#domain/audience'
import { locales } from '#domain/locale'

const confirmedAt = Temporal.Instant.from('2026-01-01T00:00:00Z')
const topic = fc.constantFrom('prisons', 'refugees', 'families', 'un')
const zone = fc.constantFrom('Asia/Seoul', 'Europe/London', 'America/New_York')

const sent = fc.constantFrom('0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23', '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b24')

const member: fc.Arbitrary<AudienceMember> = fc.record({
  confirmedAt: fc.constant(confirmedAt),
  endedAt: fc.option(fc.constant(confirmedAt), { freq: 2 }),
  isSuppressed: fc.boolean(),
  locale: fc.constantFrom(...locales),
  timeZone: fc.option(zone),
  topics: fc.uniqueArray(topic),
  received: fc.uniqueArray(sent),
})
const mailable = member.map((anyone) => ({ ...anyone, endedAt: null, isSuppressed: false }))
const rule: fc.Arbitrary<AudienceRule> = fc.record(
  {
    topics: fc.uniqueArray(topic, { maxLength: 2 }),
    exceptTopics: fc.uniqueArray(topic, { maxLength: 1 }),
    locales: fc.uniqueArray(fc.constantFrom(...locales)),
    timeZones: fc.uniqueArray(zone),
    received: sent,
  },
  { requiredKeys: ['topics', 'exceptTopics', 'locales', 'timeZones'] },
)
const everyone: AudienceRule = { topics: [], exceptTopics: [], locales: [], timeZones: [] }

describe('an audience', () => {
  test('never holds anybody who left or is suppressed, whatever the rule', () => {
    fc.assert(
      fc.property(rule, member, (anyRule, anyone) => {
        expect(mayBeMailed(anyone)).toBe(anyone.endedAt === null && !anyone.isSuppressed)
        expect(isInAudience(anyRule, anyone) && !mayBeMailed(anyone)).toBe(false)
        expect(isInAudience(everyone, anyone)).toBe(mayBeMailed(anyone))
      }),
    )
  })

  test('is the intersection of what each part of its rule alone allows', () => {
    fc.assert(
      fc.property(rule, mailable, (whole, anyone) => {
        const parts = (Object.keys(whole) as (keyof AudienceRule)[]).map((part) =>
          isInAudience({ ...everyone, [part]: whole[part] }, anyone),
        )
        expect(isInAudience(whole, anyone)).toBe(parts.every(Boolean))
      }),
    )
  })

  test('of several topics is the union of the audiences of each', () => {
    fc.assert(
      fc.property(fc.uniqueArray(topic, { minLength: 1 }), mailable, (topics, anyone) => {
        expect(isInAudience({ ...everyone, topics }, anyone)).toBe(
          topics.some((one) => isInAudience({ ...everyone, topics: [one] }, anyone)),
        )
      }),
    )
  })

  test('without a topic and of that topic are the two halves of all', () => {
    fc.assert(
      fc.property(topic, mailable, (one, anyone) => {
        expect(isInAudience({ ...everyone, exceptTopics: [one] }, anyone)).toBe(
          !isInAudience({ ...everyone, topics: [one] }, anyone),
        )
      }),
    )
  })

  test('of a time zone holds nobody who gave none', () => {
    fc.assert(
      fc.property(mailable, fc.uniqueArray(zone, { minLength: 1 }), (anyone, timeZones) => {
        expect(isInAudience({ ...everyone, timeZones }, { ...anyone, timeZone: null })).toBe(false)
      }),
    )
  })
})

describe('an audience of a letter that was sent', () => {
  test('holds those who were sent it, and nobody else', () => {
    fc.assert(
      fc.property(mailable, sent, (anyone, received) => {
        expect(isInAudience({ ...everyone, received }, anyone)).toBe(anyone.received.includes(received))
      }),
    )
  })
})

describe('the rule of an audience', () => {
  test('left empty is for everyone', () => {
    expect(audienceRuleSchema.parse({})).toEqual(everyone)
  })

  test.each([
    { topic: ['prisons'] },
    { timeZones: ['+09:00'] },
    { timeZones: ['asia/seoul'] },
    { locales: ['fr'] },
    { topics: 'prisons' },
    { received: 'the last one' },
  ])('is not %j', (input) => {
    expect(audienceRuleSchema.safeParse(input).success).toBe(false)
  })
})

describe('the language of a letter', () => {
  test('is the reader’s own, or the fallback that was chosen, or none', () => {
    expect(letterLocale(['en', 'ko'], 'ko', 'en')).toBe('ko')
    expect(letterLocale(['en'], 'ko', 'en')).toBe('en')
    expect(letterLocale(['en'], 'ko', null)).toBeNull()
    expect(letterLocale(['en'], 'ko', 'ko')).toBeNull()
    expect(letterLocale([], 'ko', 'en')).toBeNull()
  })
})
