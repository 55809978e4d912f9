import type { Executor } from '#database/database'
import { insertArchivedLetters } from '#database/letter-queries'
import type { AudienceRule } from '#domain/audience'
import type { LetterContent, LetterContents } from '#domain/letter'
import { searchableWords, searchGrams } from '#domain/letter-search'
import { letterTexts } from '#domain/letter-texts'
import { locales } from '#domain/locale'

/**
 * Puts the approved text of a letter into the archive, in every language that it has, in the transaction that releases
 * it. A letter that is there already stays as it is.
 */
export async function archiveLetter(
  transaction: Executor,
  {
    campaignId,
    releasedAt,
    contents,
    audience,
  }: {
    campaignId: string
    releasedAt: Temporal.Instant
    contents: LetterContents
    audience: Pick<AudienceRule, 'topics'>
  },
): Promise<void> {
  const rows = locales.flatMap((locale) => {
    const content = contents[locale]
    if (!content) return []
    const { title, preheader } = content
    const body = bodyOf(content)
    const words = searchableWords(`${title} ${preheader} ${body}`)
    const topics = [...audience.topics]
    return [{ campaignId, locale, releasedAt, topics, title, preheader, body, words, grams: searchGrams(words) }]
  })
  await insertArchivedLetters(transaction, rows)
}

// What the web copy reads out; the subject shows in an inbox alone.
function bodyOf(content: LetterContent): string {
  return letterTexts(content)
    .filter(({ place }) => !['subject', 'preheader', 'title'].includes(place))
    .map(({ text }) => text)
    .join(' ')
}
