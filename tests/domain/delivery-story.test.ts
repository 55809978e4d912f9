import { describe, expect, test } from 'vitest'
import { deliveryStory, type LetterFacts } from '#domain/delivery-story'
import { at, start, untoldEvidence } from './support/letter-facts.ts'

const untouched: LetterFacts = {
  droppedAt: null,
  dropReason: null,
  failedAt: null,
  failureCode: null,
  uncertainAt: null,
  ...untoldEvidence,
  provider: null,
  sealedAt: null,
  settledAt: null,
}
const sent: LetterFacts = { ...untouched, provider: 'smtp', sealedAt: at(0), settledAt: at(1) }

/** A story in one line: each part with its minute, then the standing. */
function tell(facts: LetterFacts): string {
  const { standing, story } = deliveryStory(facts)
  const parts = story.map(({ kind, at: moment, reason }) => {
    const minute = start.until(moment).total('minutes')
    return `${minute} ${kind}${reason === null ? '' : ` (${reason})`}`
  })
  return [...parts, `=> ${standing}`].join(', ')
}

describe('the story of a letter', () => {
  test.each<[string, LetterFacts, string]>([
    ['waits until its batch is made ready', untouched, '=> waiting'],
    ['begins when it is', { ...untouched, sealedAt: at(0) }, '0 sealed, => sealed'],
    ['goes on when the provider takes it', sent, '0 sealed, 1 accepted, => accepted'],
    [
      'tells what came after, in order',
      { ...sent, delayedAt: at(2), deliveredAt: at(4), complainedAt: at(9) },
      '0 sealed, 1 accepted, 2 delayed, 4 delivered, 9 complained, => complained',
    ],
    [
      'ends on a bounce, even one that was dated before the delivery',
      { ...sent, deliveredAt: at(4), bouncedAt: at(3), bounceKind: 'hard' },
      '0 sealed, 1 accepted, 3 bounced (hard), 4 delivered, => bounced',
    ],
    [
      'says why a letter was left out, and not that it was made ready',
      { ...sent, droppedAt: at(0), dropReason: 'left' },
      '0 dropped (left), => dropped',
    ],
    [
      'says why the provider refused it',
      { ...sent, failedAt: at(1), failureCode: 'smtp-550' },
      '0 sealed, 1 failed (smtp-550), => failed',
    ],
    ['admits that nobody knows', { ...sent, uncertainAt: at(1) }, '0 sealed, 1 uncertain, => uncertain'],
    [
      'clears that up when a word comes',
      { ...sent, uncertainAt: at(1), provenAt: at(2) },
      '0 sealed, 1 uncertain, 2 proven, => proven',
    ],
    [
      'believes a word that comes before the provider’s own answer',
      { ...sent, settledAt: null, provenAt: at(0), deliveredAt: at(1) },
      '0 sealed, 0 proven, 1 delivered, => delivered',
    ],
    [
      'needs no proof once the provider has answered',
      { ...sent, provenAt: at(0), deliveredAt: at(2) },
      '0 sealed, 1 accepted, 2 delivered, => delivered',
    ],
  ])('%s', (_, facts, expected) => {
    expect(tell(facts)).toBe(expected)
  })
})
