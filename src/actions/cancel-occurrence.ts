import { Refusal } from '#domain/refusal'
import { requirePermission } from '#domain/staff'
import { requireExplained, type Cancellation } from '#domain/un-process'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import type { World } from './world.ts'

/**
 * Says that an occurrence does not take place, and who says so or why. Planning then makes its drafts void; what has
 * left about it is told to staff.
 * @throws Refusal `cancellation-unexplained`, `reason-names-address`, `occurrence-cancelled`, `occurrence-outdated`,
 * `role-missing`, `not-found`
 */
export async function cancelOccurrence(
  world: World,
  { cancellation, ...word }: OccurrenceWord & { cancellation: Cancellation },
): Promise<{ version: number }> {
  requirePermission(word.member, 'keep-calendar')
  requireExplained(cancellation)
  const { sourceUrl, reason } = cancellation
  return changeOccurrence(world, word, ({ record, now }) => {
    if (record.cancelledAt) throw new Refusal('occurrence-cancelled')
    return {
      action: 'occurrence-cancelled',
      changes: {
        cancelledAt: now,
        cancelledBy: word.member.id,
        cancelSourceUrl: sourceUrl,
        cancelReason: reason === '' ? null : reason,
      },
      detail: { ...(sourceUrl && { sourceUrl }), ...(reason && { reason }) },
    }
  })
}
