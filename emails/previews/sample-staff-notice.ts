import observances from '#content/observances' with { type: 'json' }
import type { Locale } from '#domain/locale'
import type { NoticeLine, StaffNoticeInput } from '#domain/staff-notice'
import { letterhead } from './samples.ts'

/** A mail with a notice of every kind, as staff would never get them all at once. */
export function sampleStaffNotice(locale: Locale): StaffNoticeInput {
  const name = (id: string): string | null =>
    observances.find((observance) => observance.id === id)?.name[locale] ?? null
  const line = {
    observance: name('human-rights-day'),
    purpose: null,
    offsetDays: -7,
    day: Temporal.PlainDate.from('2026-12-03'),
    campaign: 'Human Rights Day 2026, D−7',
    isTentative: false,
    hasOwnSchedule: false,
    voidReason: null,
    factId: null,
  } satisfies Omit<NoticeLine, 'kind'>
  const vote = {
    ...line,
    observance: name('unga-plenary'),
    day: Temporal.PlainDate.from('2026-12-17'),
    campaign: 'Vote 2026',
    offsetDays: 0,
  }
  const occurrence = { ...vote, offsetDays: null, day: null, campaign: null }
  return {
    locale,
    letterhead,
    notices: [
      { ...line, kind: 'reminder', purpose: 'plan', offsetDays: -30, day: null, campaign: null },
      { ...line, kind: 'reminder', purpose: 'plan-ahead', offsetDays: -60, day: null, campaign: null },
      { ...line, kind: 'reminder', purpose: 'submission-deadline', offsetDays: -240, day: null, campaign: null },
      { ...line, kind: 'draft-created' },
      { ...vote, kind: 'draft-created', isTentative: true },
      { ...vote, kind: 'draft-moved', hasOwnSchedule: true },
      { ...vote, kind: 'draft-void', voidReason: 'cancelled' },
      { ...vote, kind: 'draft-void', voidReason: 'missed' },
      { ...vote, kind: 'draft-void', voidReason: 'not-in-calendar' },
      { ...vote, kind: 'missed' },
      { ...vote, kind: 'reinstated' },
      { ...occurrence, kind: 'day-to-confirm' },
      { ...occurrence, kind: 'day-unconfirmed' },
      { ...vote, kind: 'changed-after-sending' },
      { ...vote, kind: 'changed-after-sending', day: null },
      { ...occurrence, kind: 'outcome-recorded' },
      { ...vote, kind: 'outcome-corrected' },
      { ...line, kind: 'fact-changed', observance: null, offsetDays: null, factId: 'X-01' },
      { ...line, kind: 'forgery-reported', observance: null, offsetDays: null, campaign: null },
      { ...line, kind: 'letters-uncertain', observance: null, offsetDays: null },
    ],
    privacyUrl: 'https://northlight.example/privacy',
  }
}
