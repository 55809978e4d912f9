import { eq, sql } from 'drizzle-orm'
import type { LetterContents } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { CompiledLetter, LetterKind, LetterPanels } from '#domain/mail-template'
import type { Sender } from '#domain/sender'
import type { Executor } from './database.ts'
import { toldOccurrence } from './observance-queries.ts'
import { approvedLetters, campaignApprovals, campaignRevisions, campaigns, plannedDrafts } from './tables.ts'

/** What an approval lets out: who writes, the letter in each language, and what readers of other languages get. */
export type ApprovedMail = {
  readonly sender: Sender
  readonly fallbackLocale: Locale | null
  readonly letters: ReadonlyMap<Locale, CompiledLetter>
  readonly kind: LetterKind
  /** The observance that the letter is about; null where it is about none. */
  readonly observanceId: string | null
}

/** Rows of this are never changed once they are there; triggers see to it. */
export async function readApprovedMail(executor: Executor, approvalId: string): Promise<ApprovedMail | undefined> {
  const rows = await executor
    .select({
      sender: campaignApprovals.sender,
      fallbackLocale: campaignRevisions.fallbackLocale,
      locale: approvedLetters.locale,
      letter: approvedLetters.letter,
      kind: campaigns.kind,
      observanceId: sql<string | null>`${toldOccurrence.observanceId}`,
    })
    .from(campaignApprovals)
    .innerJoin(campaignRevisions, eq(campaignRevisions.id, campaignApprovals.revisionId))
    .innerJoin(campaigns, eq(campaigns.id, campaignApprovals.campaignId))
    .leftJoin(plannedDrafts, eq(plannedDrafts.campaignId, campaigns.id))
    .innerJoin(approvedLetters, eq(approvedLetters.approvalId, campaignApprovals.id))
    .where(eq(campaignApprovals.id, approvalId))
  const [first] = rows
  if (!first) return undefined
  const { sender, fallbackLocale, kind, observanceId } = first
  const letters = new Map(rows.map(({ locale, letter }) => [locale, letter]))
  return { sender, fallbackLocale, letters, kind, observanceId }
}

/** What the web shows of an approval: the texts, and what stands beside them in each language. */
export type ApprovedCopy = {
  readonly approvedAt: Temporal.Instant
  readonly contents: LetterContents
  readonly panels: ReadonlyMap<Locale, Partial<LetterPanels>>
}

/** Rows of this are never changed once they are there, either. The mails, which are long, stay where they are. */
export async function readApprovedCopy(executor: Executor, approvalId: string): Promise<ApprovedCopy | undefined> {
  const rows = await executor
    .select({
      approvedAt: campaignApprovals.approvedAt,
      contents: campaignRevisions.contents,
      locale: approvedLetters.locale,
      panels: sql<LetterPanels | null>`${approvedLetters.letter}->'panels'`,
    })
    .from(campaignApprovals)
    .innerJoin(campaignRevisions, eq(campaignRevisions.id, campaignApprovals.revisionId))
    .innerJoin(approvedLetters, eq(approvedLetters.approvalId, campaignApprovals.id))
    .where(eq(campaignApprovals.id, approvalId))
  const [first] = rows
  if (!first) return undefined
  const { approvedAt, contents } = first
  return { approvedAt, contents, panels: new Map(rows.map(({ locale, panels }) => [locale, panels ?? {}])) }
}
