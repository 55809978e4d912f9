import { requirePermission } from '#domain/staff'
import { requireTablable, type TabledDraft } from '#domain/un-process'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import type { World } from './world.ts'

/**
 * Records that the draft of a text has been tabled. A draft is no decision: it moves no letter.
 * @throws Refusal `nothing-decided`, `occurrence-cancelled`, `tabled-in-future`, `occurrence-outdated`, `role-missing`,
 * `not-found`
 */
export async function recordTabledDraft(
  world: World,
  { draft, ...word }: OccurrenceWord & { draft: TabledDraft },
): Promise<{ version: number }> {
  requirePermission(word.member, 'keep-calendar')
  return changeOccurrence(world, word, ({ observance, occurrence, record, now }) => {
    requireTablable(observance, occurrence, draft, now)
    const { document, tabledOn, sourceUrl } = draft
    return {
      action: 'draft-tabled',
      changes: {
        draftDocument: document,
        draftTabledOn: Temporal.PlainDate.from(tabledOn),
        draftSourceUrl: sourceUrl,
      },
      detail: { document, tabledOn, sourceUrl, ...(record.draftDocument && { before: record.draftDocument }) },
    }
  })
}
