import { dayOffset } from '#domain/draft-name'
import type { Locale } from '#domain/locale'
import type { VoidReason } from '#domain/observance-plan'
import type { NoticeLine } from '#domain/staff-notice'
import { formatDay } from './format-date.ts'
import { wordsIn } from './words.ts'

/** What a notice is about: `Human Rights Day, D−7`, or the fact or campaign where it is about no observance. */
export function noticeHeading({ observance, offsetDays, factId, campaign }: NoticeLine, locale: Locale): string {
  const about = observance ?? factId ?? campaign ?? wordsIn[locale]('staffNotice.somethingElse')
  return offsetDays === null ? about : `${about}, ${dayOffset(offsetDays)}`
}

/** What has happened, and what to do about it. */
export function noticeText(notice: NoticeLine, locale: Locale): string {
  const t = wordsIn[locale]
  const { kind, day, isTentative, hasOwnSchedule } = notice
  const values = {
    day: day === null ? '' : formatDay(day, locale),
    campaign: notice.campaign ?? '',
    fact: notice.factId ?? '',
    days: Math.abs(notice.offsetDays ?? 0),
  }
  switch (kind) {
    case 'reminder':
      return t(`staffNotice.reminder.${reminderOf(notice)}`, values)
    case 'changed-after-sending': {
      const change = day === null ? 'cancelled' : 'moved'
      return t(`staffNotice.changedAfterSending.${change}`, values)
    }
    case 'draft-created':
    case 'draft-moved': {
      const sentences = [
        t(`staffNotice.${kind}`, values),
        ...(hasOwnSchedule ? [t('staffNotice.ownSchedule')] : []),
        t(`staffNotice.${isTentative ? 'tentative' : 'toDo'}`),
      ]
      return sentences.join(' ')
    }
    case 'draft-void': {
      const reason = voidWords[notice.voidReason ?? 'cancelled']
      return t(`staffNotice.draftVoid.${reason}`, values)
    }
    default:
      return t(`staffNotice.${kind}`, values)
  }
}

const voidWords = {
  cancelled: 'cancelled',
  missed: 'missed',
  'not-in-calendar': 'unknown',
} as const satisfies Record<VoidReason, string>

function reminderOf({ purpose }: NoticeLine) {
  switch (purpose) {
    case 'plan-ahead':
      return 'planAhead'
    case 'submission-deadline':
      return 'submissionDeadline'
    case 'plan':
      return 'plan'
    default:
      return 'other'
  }
}
