import { describe, expect, test } from 'vitest'
import type { InspectedCampaign, InspectedSending } from '#actions/inspect-sending'
import type { ReadProvider } from '#actions/read-sending'
import { campaignStatuses, holdReasons } from '#domain/campaign'
import { locales } from '#domain/locale'
import { stopReasons } from '#domain/sending-stop'
import { staffWordsIn } from '#http/staff/staff-words'
import { describeSending } from '#runtimes/describe-sending'

const now = Temporal.Instant.from('2026-07-14T09:00:00Z')
const earlier = now.subtract({ minutes: 30 })

const smtp: ReadProvider = {
  name: 'smtp',
  isConfigured: true,
  isUsual: true,
  standing: 'ready',
  stopped: null,
  restsUntil: null,
  failingSince: null,
  warmUp: null,
}

const campaign: InspectedCampaign = {
  name: 'Defectors’ Day',
  status: 'sending',
  at: null,
  holdReason: null,
  provider: 'smtp',
  account: {
    frozen: 1000,
    accepted: 400,
    dropped: 3,
    failed: 2,
    uncertain: 5,
    waiting: 590,
    delivered: 390,
    delayed: 0,
    bouncedHard: 1,
    bouncedSoft: 0,
    complained: 0,
    left: 1,
  },
}

const well: InspectedSending = {
  stop: null,
  pulse: { beat: 1, beatenAt: now },
  providers: [smtp],
  campaigns: [],
  jobs: { waiting: 0, failed: [] },
  parkedEvents: 0,
}

const inEnglish = (sending: Partial<InspectedSending>): string =>
  describeSending({ ...well, ...sending }, staffWordsIn('en'), now)

describe('the operator reads', () => {
  test('that an approved campaign without an hour waits for its outcome', () => {
    const waiting = { ...campaign, status: 'scheduled' } as const
    expect(inEnglish({ campaigns: [waiting] })).toContain('approved, leaves when its outcome is recorded')
    expect(inEnglish({ campaigns: [{ ...waiting, at: now }] })).toContain('approved, leaves at 2026-07-14 09:00 UTC')
  })

  test('that nothing stands still', () => {
    expect(inEnglish({})).toBe(
      `Mail goes out.
A worker is at work; its last sign of life was at 2026-07-14 09:00 UTC.

smtp (the usual one): works

No campaign is underway.

No job waits.
`,
    )
  })

  test('what stands still, why, and how far each campaign has come', () => {
    const text = inEnglish({
      stop: { since: earlier, reason: 'downtime' },
      pulse: { beat: 1, beatenAt: earlier },
      providers: [
        {
          ...smtp,
          name: 'resend',
          standing: 'stopped',
          stopped: { since: earlier, reason: 'resend-403-invalid-api-key' },
        },
        { ...smtp, isUsual: false, standing: 'resting', failingSince: earlier, restsUntil: now.add({ minutes: 5 }) },
      ],
      campaigns: [{ ...campaign, status: 'held', at: earlier, holdReason: 'provider-refused', provider: 'resend' }],
      jobs: { waiting: 12, failed: [{ name: 'send-confirmation', code: 'resend-422-validation-error', count: 2 }] },
      parkedEvents: 1,
    })
    expect(text).toBe(
      `All sending is stopped since 2026-07-14 08:30 UTC: nothing could be sent for so long that somebody should look at what is planned before it goes on.
No worker is at work: the last sign of life was at 2026-07-14 08:30 UTC. Nothing is done until one is started.

resend (the usual one): stopped at 2026-07-14 08:30 UTC, because it refuses us (resend-403-invalid-api-key); put that right, then resume it
smtp: fails since 2026-07-14 08:30 UTC; it is tried again at 2026-07-14 09:05 UTC

Defectors’ Day (by resend): held since 2026-07-14 08:30 UTC
  Its provider refuses us: the key, the domain or the account. Put that right, resume the provider, then the campaign.
  1,000 readers: 400 handed over, 3 left out, 2 refused, 5 uncertain, 590 waiting

12 jobs wait.
2 jobs have failed for good: send-confirmation (resend-422-validation-error).
1 event names a letter that is not known yet; after a day they are dropped.
`,
    )
  })

  test('how far a new domain has warmed up', () => {
    const startsOn = Temporal.PlainDate.from('2026-07-12')
    const text = inEnglish({ providers: [{ ...smtp, warmUp: { startsOn, day: 3, ceiling: 400, handedOver: 120 } }] })
    expect(text).toContain('smtp (the usual one): works; new domain, day 3: 120 of 400 messages today\n')
  })

  test('that a person stopped a provider, and that no worker was ever started', () => {
    const text = inEnglish({ pulse: null, providers: [{ ...smtp, stopped: { since: earlier, reason: 'staff' } }] })
    expect(text).toContain('No worker has been at work yet.')
    expect(text).toContain('stopped by a person at 2026-07-14 08:30 UTC')
  })
})

describe.each(locales)('in %s', (locale) => {
  const words = staffWordsIn(locale)
  const lineOf = (sending: Partial<InspectedSending>): string => describeSending({ ...well, ...sending }, words, now)

  test('every reason and every status has words of its own', () => {
    const holds = holdReasons.map((holdReason) => lineOf({ campaigns: [{ ...campaign, status: 'held', holdReason }] }))
    const stops = stopReasons.map((reason) => lineOf({ stop: { since: earlier, reason } }))
    const statuses = campaignStatuses.map((status) => lineOf({ campaigns: [{ ...campaign, status, at: earlier }] }))
    for (const texts of [holds, stops, statuses]) {
      expect(new Set(texts).size).toBe(texts.length)
      expect(texts.join('\n')).not.toMatch(/[{}]|undefined|null/)
    }
  })
})
