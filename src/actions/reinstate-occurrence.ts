import { Refusal } from '#domain/refusal'
import { requirePermission } from '#domain/staff'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import type { World } from './world.ts'

/**
 * Says that a cancelled occurrence takes place after all, on the day that was known before. Void drafts stay void:
 * staff are told, and a person decides about new ones.
 * @throws Refusal `occurrence-not-cancelled`, `occurrence-outdated`, `role-missing`, `not-found`
 */
export async function reinstateOccurrence(world: World, word: OccurrenceWord): Promise<{ version: number }> {
  requirePermission(word.member, 'keep-calendar')
  return changeOccurrence(world, word, ({ record }) => {
    if (!record.cancelledAt) throw new Refusal('occurrence-not-cancelled')
    return {
      action: 'occurrence-reinstated',
      changes: { cancelledAt: null, cancelledBy: null, cancelSourceUrl: null, cancelReason: null },
    }
  })
}
