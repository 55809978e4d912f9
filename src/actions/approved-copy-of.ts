import { readApprovedCopy, type ApprovedCopy } from '#database/approved-mail-queries'
import type { Executor } from '#database/database'
import { findFactsAt } from '#database/fact-queries'
import type { Fact } from '#domain/fact'
import { factIdsOf } from '#domain/letter'
import { locales, type Locale } from '#domain/locale'
import { readOnce } from './read-once.ts'

/** What the web shows of an approved letter, which nothing changes any more. */
type SentCopy = ApprovedCopy & {
  /** What each language cites, as it was when the letter was approved. */
  readonly facts: ReadonlyMap<Locale, readonly Fact[]>
}

// The letters that are read at a time; one takes some 40 kB.
const keptMax = 64

/**
 * The web copy of what was approved. Reads it once, as everybody who opens a letter asks for the same rows. Whether it
 * may be shown is for whoever asks to find out, each time.
 * @throws Error when there is none
 */
export const approvedCopyOf = readOnce(keptMax, async (executor: Executor, approvalId): Promise<SentCopy> => {
  const copy = await readApprovedCopy(executor, approvalId)
  if (!copy) throw new Error('A released campaign has lost its approval.')
  const cited = locales.flatMap((locale) => {
    const content = copy.contents[locale]
    return content ? [{ locale, ids: factIdsOf(content) }] : []
  })
  const facts = await findFactsAt(executor, [...new Set(cited.flatMap(({ ids }) => ids))], copy.approvedAt)
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  return { ...copy, facts: new Map(cited.map(({ locale, ids }) => [locale, ids.flatMap((id) => byId.get(id) ?? [])])) }
})
