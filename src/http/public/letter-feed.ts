import { Feed } from 'feed'
import type { LetterFeed } from '#actions/read-letter-feed'
import type { Words } from '../words.ts'
import { withLanguage } from './visit.ts'

/** The two forms in which a feed is written: Atom (RFC 4287) and JSON Feed 1. */
export const feedFormats = {
  atom: { type: 'application/atom+xml', name: 'Atom' },
  json: { type: 'application/feed+json', name: 'JSON Feed' },
} as const

export type FeedFormat = keyof typeof feedFormats

/** In which language a feed is, whose it is, and where it stands. */
type FeedVoice = { readonly words: Words; readonly publicUrl: string; readonly organisation: string }

/** Where the feed of the letters in a language, or of those on one topic, stands. */
export function feedPath(format: FeedFormat, { words, topic }: { words: Words; topic: string | null }): string {
  const path = topic === null ? `/letters/feed.${format}` : `/letters/feed.${format}?topic=${topic}`
  return withLanguage(path, words.locale)
}

/** What a feed is called in a list of feeds. */
export function feedTitle({ words, organisation }: Omit<FeedVoice, 'publicUrl'>, topic: LetterFeed['topic']): string {
  const { locale } = words
  return topic === null
    ? words.page('feed.title', { organisation })
    : words.page('feed.topicTitle', { organisation, topic: topic.name[locale] })
}

/** The latest letters as a feed: titles, what each is about, and where it can be read. */
export function writeLetterFeed({ topic, letters }: LetterFeed, format: FeedFormat, voice: FeedVoice): string {
  const { words, publicUrl, organisation } = voice
  const { locale } = words
  // Titles and summaries are HTML in the library's Atom, and plain in its JSON Feed.
  const write = format === 'atom' ? escapeMarkup : (text: string) => text
  const listPath = topic === null ? '/letters' : `/letters?topic=${topic.id}`
  const path = feedPath(format, { words, topic: topic?.id ?? null })
  const [newest] = letters
  const feed = new Feed({
    id: publicUrl + path,
    title: feedTitle(voice, topic),
    description: words.page('feed.description'),
    language: locale,
    link: publicUrl + withLanguage(listPath, locale),
    feedLinks: { [format]: publicUrl + path },
    updated: dateOf(newest?.releasedAt ?? noLetterYet),
    author: { name: organisation, link: publicUrl },
    generator: 'Northlight',
  })
  for (const letter of letters) {
    const link = publicUrl + withLanguage(`/letters/${letter.slug}`, locale)
    feed.addItem({
      id: link,
      link,
      title: write(letter.title),
      description: write(letter.preheader),
      date: dateOf(letter.releasedAt),
      published: dateOf(letter.releasedAt),
      // The library leaves this sign as it is in an attribute, where XML forbids it.
      category: letter.topics.map(({ id, name }) => ({ term: id, name: name[locale].replaceAll('<', '‹') })),
    })
  }
  return format === 'atom' ? feed.atom1() : feed.json1()
}

const noLetterYet = Temporal.Instant.fromEpochMilliseconds(0)

// What the library takes.
function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
