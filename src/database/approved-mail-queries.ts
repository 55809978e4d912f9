import { eq } from 'drizzle-orm'
import type { Locale } from '#domain/locale'
import type { CompiledLetter } from '#domain/mail-template'
import type { Sender } from '#domain/sender'
import type { Executor } from './database.ts'
import { approvedLetters, campaignApprovals, campaignRevisions } from './tables.ts'

/** What an approval lets out: who writes, the letter in each language, and what readers of other languages get. */
export type ApprovedMail = {
  readonly sender: Sender
  readonly fallbackLocale: Locale | null
  readonly letters: ReadonlyMap<Locale, CompiledLetter>
}

/** Rows of this are never changed once they are there; triggers see to it. */
export async function readApprovedMail(executor: Executor, approvalId: string): Promise<ApprovedMail | undefined> {
  const rows = await executor
    .select({
      sender: campaignApprovals.sender,
      fallbackLocale: campaignRevisions.fallbackLocale,
      locale: approvedLetters.locale,
      letter: approvedLetters.letter,
    })
    .from(campaignApprovals)
    .innerJoin(campaignRevisions, eq(campaignRevisions.id, campaignApprovals.revisionId))
    .innerJoin(approvedLetters, eq(approvedLetters.approvalId, campaignApprovals.id))
    .where(eq(campaignApprovals.id, approvalId))
  const [first] = rows
  if (!first) return undefined
  const { sender, fallbackLocale } = first
  return { sender, fallbackLocale, letters: new Map(rows.map(({ locale, letter }) => [locale, letter])) }
}
