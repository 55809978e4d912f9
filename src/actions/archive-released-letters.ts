import type { Executor } from '#database/database'
import { listUnarchivedLetters } from '#database/letter-queries'
import { limits } from '#domain/limits'
import { archiveLetter } from './archive-letter.ts'

/** Puts into the archive what was released before there was one. Safe to run at any time, and by several at once. */
export async function archiveReleasedLetters(executor: Executor): Promise<void> {
  for (;;) {
    const letters = await listUnarchivedLetters(executor, limits.pageSizeMax)
    for (const { campaign, contents, topics } of letters) {
      if (!campaign.releasedAt) continue
      await archiveLetter(executor, {
        campaignId: campaign.id,
        releasedAt: campaign.releasedAt,
        contents,
        audience: { topics: [...topics] },
      })
    }
    if (letters.length < limits.pageSizeMax) return
  }
}
