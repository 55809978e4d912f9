import { listArchivedLetters } from '#database/letter-queries'
import { findTopics } from '#database/topic-queries'
import { limits } from '#domain/limits'
import type { Locale, Localised } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** The latest letters in one language, as a feed tells of them. */
export type LetterFeed = {
  /** The topic that they are about; null for those about any. */
  readonly topic: { readonly id: string; readonly name: Localised } | null
  readonly letters: readonly {
    readonly slug: string
    readonly releasedAt: Temporal.Instant
    readonly title: string
    readonly preheader: string
    readonly topics: readonly { readonly id: string; readonly name: Localised }[]
  }[]
}

/**
 * The latest letters that can be seen in a language, newest first. A feed holds their titles and what each is about:
 * the text stays on its page, from where it can be taken back.
 * @throws Refusal `not-found` for a topic that there is not
 */
export async function readLetterFeed(
  world: World,
  { locale, topic: topicId }: { locale: Locale; topic: string | null },
): Promise<LetterFeed> {
  const [topic = null] = topicId === null ? [] : await findTopics(world.database, [topicId])
  if (topicId !== null && topic === null) throw new Refusal('not-found')
  const filter = { locale, ...(topicId !== null && { topic: topicId }) }
  const entries = await listArchivedLetters(world.database, filter, limits.archivePageSize)
  const rows = entries.flatMap(({ slug, letters }) =>
    letters.filter((letter) => letter.locale === locale).map((letter) => ({ slug, letter })),
  )
  const topics = await findTopics(world.database, [...new Set(rows.flatMap(({ letter }) => letter.topics))])
  return {
    topic,
    letters: rows.map(({ slug, letter: { releasedAt, title, preheader, topics: ids } }) => ({
      slug,
      releasedAt,
      title,
      preheader,
      topics: topics.filter(({ id }) => ids.includes(id)),
    })),
  }
}
