import type { Executor } from '#database/database'
import { findKeptFacts } from '#database/fact-queries'
import { contentsByLocale } from '#domain/check-content'
import { factIdsIn, factIdsOf, type LetterContents } from '#domain/letter'
import { Refusal } from '#domain/refusal'

/** Refuses a letter that cites what is not in the ledger, or is out of use. @throws Refusal `fact-unknown`, `fact-retired` */
export async function requireCitable(executor: Executor, contents: LetterContents): Promise<void> {
  const known = new Map((await findKeptFacts(executor, factIdsIn(contents))).map((kept) => [kept.id, kept]))
  for (const { locale, content } of contentsByLocale(contents)) {
    for (const factId of factIdsOf(content)) {
      const kept = known.get(factId)
      if (!kept) throw new Refusal('fact-unknown', { field: `contents.${locale}`, factId })
      if (kept.retiredAt) throw new Refusal('fact-retired', { field: `contents.${locale}`, factId })
    }
  }
}
