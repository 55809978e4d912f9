import { requirePermission } from '#domain/staff'
import { requirePossibleOutcome, type RecordedOutcome } from '#domain/un-process'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import { followOutcome } from './follow-outcome.ts'
import type { World } from './world.ts'

/**
 * Records how an occurrence ended, or corrects what was recorded. Approved letters that wait for it begin to leave
 * within seconds where it came about; otherwise they go on waiting, and what a wrong record let out is paused.
 * @throws Refusal as `requirePossibleOutcome`; `occurrence-outdated`, `role-missing`, `not-found`
 */
export async function recordOutcome(
  world: World,
  { recorded: { outcome, sourceUrl }, ...word }: OccurrenceWord & { recorded: RecordedOutcome },
): Promise<{ version: number }> {
  requirePermission(word.member, 'control-sending')
  return changeOccurrence(world, word, ({ observance, occurrence, record, now }) => {
    requirePossibleOutcome(observance, occurrence, outcome, now)
    const { startsOn, endsOn } = occurrence
    return {
      action: record.outcome === null ? 'outcome-recorded' : 'outcome-corrected',
      changes: {
        outcome,
        outcomeSourceUrl: sourceUrl,
        outcomeBy: word.member.id,
        outcomeAt: now,
        // The library may tell the day; letters read it here.
        ...(!record.hasDay && { startsOn, lengthDays: startsOn.until(endsOn).days + 1 }),
      },
      detail: {
        outcome: JSON.stringify(outcome),
        sourceUrl,
        ...(record.outcome && { before: JSON.stringify(record.outcome) }),
      },
      follow: (transaction) =>
        followOutcome(world, transaction, { member: word.member, observance, record, outcome, name: word.occurrence }),
    }
  })
}
