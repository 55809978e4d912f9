import { describe, expect, test } from 'vitest'
import {
  campaignStatus,
  campaignStatuses,
  decideRelease,
  isTooLate,
  maySendNextBatch,
  requireEditable,
  requirePausable,
  requireResumable,
  requireUnfinished,
  type CampaignFacts,
  type CampaignStatus,
} from '#domain/campaign'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { requireOtherThanAuthors } from '#domain/approval'

const happened = Temporal.Instant.from('2026-05-13T03:00:00Z')
const nothing: CampaignFacts = {
  submittedAt: null,
  releasedAt: null,
  pausedAt: null,
  heldAt: null,
  cancelledAt: null,
  finishedAt: null,
  isApproved: false,
}
const instants = ['submittedAt', 'releasedAt', 'pausedAt', 'heldAt', 'cancelledAt', 'finishedAt'] as const

/** Every combination of what can have happened, the impossible ones included: facts can arrive in any order. */
const everything: CampaignFacts[] = Array.from({ length: 2 ** 7 }, (_, bits) => ({
  ...nothing,
  ...Object.fromEntries(instants.filter((_name, place) => bits & (1 << place)).map((name) => [name, happened])),
  isApproved: (bits & (1 << 6)) !== 0,
}))

function refusalOf(act: () => void): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

function of(facts: Partial<CampaignFacts>): CampaignFacts {
  return { ...nothing, ...facts }
}

describe('the status of a campaign', () => {
  const submitted = { submittedAt: happened }
  const approved = { ...submitted, isApproved: true }
  const released = { ...approved, releasedAt: happened }

  test.each<[CampaignStatus, Partial<CampaignFacts>]>([
    ['draft', {}],
    ['in-review', submitted],
    ['scheduled', approved],
    ['paused', { ...approved, pausedAt: happened }],
    ['held', { ...approved, heldAt: happened }],
    ['sending', released],
    ['paused', { ...released, pausedAt: happened }],
    ['held', { ...released, heldAt: happened, pausedAt: happened }],
    ['sent', { ...released, finishedAt: happened }],
    ['sent', { ...released, finishedAt: happened, pausedAt: happened }],
    ['cancelled', { cancelledAt: happened }],
    ['cancelled', { ...released, cancelledAt: happened, finishedAt: happened }],
  ])('is %s after %j', (status, facts) => {
    expect(campaignStatus(of(facts))).toBe(status)
  })

  test('is one of those that there are for every combination of facts, and each of them occurs', () => {
    expect(new Set(everything.map(campaignStatus))).toEqual(new Set(campaignStatuses))
  })

  test('never goes back once the campaign is cancelled', () => {
    const cancelled = everything.map((facts) => campaignStatus({ ...facts, cancelledAt: happened }))
    expect(new Set(cancelled)).toEqual(new Set(['cancelled']))
  })

  test('does not depend on when things happened, only on whether', () => {
    const later = happened.add({ hours: 1 })
    for (const facts of everything) {
      const moved = Object.fromEntries(instants.map((name) => [name, facts[name] && later]))
      expect(campaignStatus({ ...facts, ...moved })).toBe(campaignStatus(facts))
    }
  })
})

describe('the next batch', () => {
  test('leaves only from a campaign that is sending, and while sending as a whole is not stopped', () => {
    const open = everything.filter((facts) => !facts.finishedAt)
    for (const facts of open) {
      const isSending = campaignStatus(facts) === 'sending'
      expect(maySendNextBatch(facts, null)).toBe(isSending)
      expect(maySendNextBatch(facts, happened)).toBe(false)
    }
    expect(open.filter((facts) => maySendNextBatch(facts, null)).length).toBeGreaterThan(0)
  })
})

describe('what a person may do', () => {
  test('nothing changes a campaign once its first letter can have left', () => {
    for (const facts of everything) {
      const expected = facts.cancelledAt ? 'campaign-finished' : facts.releasedAt ? 'campaign-already-released' : null
      expect(refusalOf(() => requireEditable(facts))).toBe(expected)
    }
  })

  test('a campaign that is cancelled or wholly sent can be neither paused nor resumed', () => {
    for (const facts of everything.filter(({ cancelledAt, finishedAt }) => cancelledAt ?? finishedAt)) {
      for (const require of [requireUnfinished, requirePausable, requireResumable])
        expect(refusalOf(() => require(facts))).toBe('campaign-finished')
    }
  })

  test('pausing takes a campaign out of what may be sent or released, resuming lets it go on', () => {
    const pausable = everything.filter((facts) => refusalOf(() => requirePausable(facts)) === null)
    expect(pausable.length).toBeGreaterThan(0)
    for (const facts of pausable) {
      const paused = { ...facts, pausedAt: happened }
      expect(maySendNextBatch(paused, null)).toBe(false)
      expect(decideRelease({ ...paused, firstDueAt: happened, latestStartAt: happened }, happened)).toBe('wait')
      expect(refusalOf(() => requirePausable(paused))).toBe('campaign-paused')
      expect(refusalOf(() => requireResumable(paused))).toBeNull()
    }
  })

  test.each<[string, Partial<CampaignFacts>, string | null]>([
    ['a draft', {}, 'campaign-not-released'],
    ['a campaign in review', { submittedAt: happened }, 'campaign-not-released'],
    ['an approved campaign', { submittedAt: happened, isApproved: true }, null],
    ['a campaign on its way, whatever its approval', { submittedAt: happened, releasedAt: happened }, null],
  ])('pausing %s gives %s', (_what, facts, refusal) => {
    expect(refusalOf(() => requirePausable(of(facts)))).toBe(refusal)
  })

  test('resuming needs a pause or a hold', () => {
    expect(refusalOf(() => requireResumable(of({ releasedAt: happened })))).toBe('campaign-not-paused')
    expect(refusalOf(() => requireResumable(of({ releasedAt: happened, heldAt: happened })))).toBeNull()
  })

  test('nobody approves what they had a hand in', () => {
    expect(refusalOf(() => requireOtherThanAuthors('a', ['b', 'a']))).toBe('approval-by-author')
    expect(refusalOf(() => requireOtherThanAuthors('a', ['b', 'c']))).toBeNull()
  })
})

describe('a campaign that is due', () => {
  const firstDueAt = happened
  const latestStartAt = happened.add({ hours: limits.lateStartHours })
  const scheduled = of({ submittedAt: happened, isApproved: true })
  const decide = (facts: CampaignFacts, now: Temporal.Instant): string =>
    decideRelease({ ...facts, firstDueAt, latestStartAt }, now)

  test.each([
    ['waits until its hour', firstDueAt.subtract({ nanoseconds: 1 }), 'wait'],
    ['starts at its hour', firstDueAt, 'release'],
    ['starts as late as its latest start', latestStartAt, 'release'],
    ['is held after that', latestStartAt.add({ nanoseconds: 1 }), 'hold'],
    ['is held, not sent, a month later', latestStartAt.add({ hours: 720 }), 'hold'],
  ])('%s', (_what, now, decision) => {
    expect(decide(scheduled, now)).toBe(decision)
  })

  test('waits in every status but scheduled', () => {
    for (const facts of everything) {
      const isScheduled = campaignStatus(facts) === 'scheduled'
      expect(decide(facts, firstDueAt)).toBe(isScheduled ? 'release' : 'wait')
      expect(decide(facts, latestStartAt.add({ hours: 1 }))).toBe(isScheduled ? 'hold' : 'wait')
    }
  })
})

describe('readers whose hour came', () => {
  const dueAt = happened
  const late = dueAt.add({ hours: limits.lateStartHours })

  test.each([
    ['get their letter within the hours allowed, even after the latest start', late, dueAt, false],
    ['wait for a person after both', late.add({ seconds: 1 }), dueAt, true],
    ['get it later where a person moved the latest start', late.add({ hours: 5 }), late.add({ hours: 5 }), false],
    ['wait for a person after that too', late.add({ hours: 5, seconds: 1 }), late.add({ hours: 5 }), true],
  ])('%s', (_what, now, latestStartAt, isLate) => {
    expect(isTooLate({ dueAt, latestStartAt }, now)).toBe(isLate)
  })
})
