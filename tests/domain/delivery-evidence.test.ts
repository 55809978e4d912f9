import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addCounts,
  foldEvents,
  isBadNews,
  isSameEvidence,
  noEvidence,
  takeWord,
  type KnownDelivery,
} from '#domain/delivery-evidence'
import { bounceKinds, providerEventKinds } from '#domain/provider-event'
import { at, start, untoldEvidence } from './support/letter-facts.ts'

const untold: KnownDelivery = {
  ...untoldEvidence,
  uncertainAt: null,
  isBatchSettled: true,
}

type Told = Parameters<typeof foldEvents>[0][number]

const told = fc
  .record({
    kind: fc.constantFrom(...providerEventKinds),
    bounceKind: fc.constantFrom(...bounceKinds),
    minutes: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ kind, bounceKind, minutes }): Told => {
    return { kind, bounceKind: kind === 'bounced' ? bounceKind : null, occurredAt: at(minutes) }
  })

/** Takes events one word at a time, each word the events of one list. */
function takeAll(known: KnownDelivery, words: readonly (readonly Told[])[]) {
  let letter = known
  let counts = noEvidence
  const suppressions: string[] = []
  for (const events of words) {
    const taken = takeWord(letter, foldEvents(events))
    letter = { ...letter, ...taken.evidence }
    counts = addCounts(counts, taken.news)
    suppressions.push(...taken.suppressions)
  }
  return { evidence: JSON.stringify(letter), counts, suppressions: suppressions.toSorted() }
}

describe('an event counts once, in any order', () => {
  test('however often it comes, and whatever comes between', () => {
    const shuffled = fc
      .array(told, { minLength: 1, maxLength: 8 })
      .chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events, ...events], { minLength: 3 * events.length }),
        ),
      )
    fc.assert(
      fc.property(shuffled, fc.boolean(), ([events, repeated], isUncertain) => {
        const known = { ...untold, uncertainAt: isUncertain ? start : null }
        const together = takeAll(known, [events])
        expect(
          takeAll(
            known,
            repeated.map((event) => [event]),
          ),
        ).toEqual(together)
        expect(new Set(together.suppressions).size).toBe(together.suppressions.length)
        expect(Math.max(...Object.values(together.counts))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('and the earliest instant of each fact wins', () => {
    const { evidence } = takeWord(
      { ...untold, deliveredAt: at(3), bouncedAt: at(2), bounceKind: 'soft' },
      {
        ...foldEvents([{ kind: 'delivered', bounceKind: null, occurredAt: at(1) }]),
        bouncedAt: at(4),
        bounceKind: 'hard',
      },
    )
    expect(evidence).toMatchObject({ deliveredAt: at(1), bouncedAt: at(2), bounceKind: 'hard' })
  })
})

describe('a bounce is', () => {
  test.each([
    ['hard when the address is at fault', { kind: 'bounced', bounceKind: 'hard' }, 'hard', true],
    ['soft when it is not', { kind: 'bounced', bounceKind: 'soft' }, 'soft', false],
    ['hard when the provider does not even try', { kind: 'suppressed', bounceKind: null }, 'hard', true],
    ['soft when the provider gives up for a reason of its own', { kind: 'failed', bounceKind: null }, 'soft', false],
  ] as const)('%s', (_, event, bounceKind, isBad) => {
    const { evidence, suppressions } = takeWord(untold, foldEvents([{ ...event, occurredAt: start }]))
    expect(evidence).toMatchObject({ bouncedAt: start, bounceKind })
    expect(suppressions).toEqual(isBad ? ['bounced'] : [])
    expect(isBadNews(event)).toBe(isBad)
  })

  test('hard once, when a soft one came before', () => {
    const soft = { kind: 'bounced', bounceKind: 'soft', occurredAt: at(1) } as const
    const hard = { kind: 'bounced', bounceKind: 'hard', occurredAt: at(2) } as const
    const { counts, suppressions } = takeAll(untold, [[soft], [hard], [soft], [hard]])
    expect(counts).toMatchObject({ bounced: 1, hardBounced: 1 })
    expect(suppressions).toEqual(['bounced'])
  })
})

describe('a letter of which it is not known whether it left', () => {
  const accepted = foldEvents([{ kind: 'accepted', bounceKind: null, occurredAt: at(1) }])

  test('is proven by any word at all, and counted once', () => {
    for (const kind of providerEventKinds) {
      const uncertain = { ...untold, uncertainAt: start }
      const word = foldEvents([{ kind, bounceKind: kind === 'bounced' ? 'soft' : null, occurredAt: at(1) }])
      const first = takeWord(uncertain, word)
      expect(first.evidence.provenAt).toEqual(at(1))
      expect(first.news.proven).toBe(1)
      expect(takeWord({ ...uncertain, ...first.evidence }, word).news).toEqual(noEvidence)
    }
  })

  test('keeps its proof for the settlement, which counts it', () => {
    const { evidence, news } = takeWord({ ...untold, isBatchSettled: false }, accepted)
    expect(evidence.provenAt).toEqual(at(1))
    expect(news.proven).toBe(0)
  })

  test('needs no proof when the provider has answered for it', () => {
    const { evidence } = takeWord(untold, accepted)
    expect(isSameEvidence(evidence, untold)).toBe(true)
  })
})
