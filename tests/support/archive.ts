import { archiveLetter } from '#actions/archive-letter'
import type { World } from '#actions/world'
import { insertCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { realContents } from './campaigns.ts'

/** What a letter of the archive says in a test: a title and a paragraph, in one language or both. */
export type ArchivedText = { readonly title: string; readonly body: string }

export type ArchivedSample = {
  readonly slug: string
  readonly releasedAt: string
  readonly texts: Partial<Readonly<Record<Locale, ArchivedText>>>
  readonly topics?: readonly string[]
}

/** Puts a letter into the archive as its release would, without anybody who wrote, approved or received it. */
export async function addArchivedLetter(
  { database, newId }: Pick<World, 'newId'> & { readonly database: Executor },
  sample: ArchivedSample,
): Promise<string> {
  const { slug, texts, topics = [] } = sample
  const campaignId = newId()
  const releasedAt = Temporal.Instant.from(sample.releasedAt)
  await insertCampaign(database, {
    id: campaignId,
    name: slug,
    slug,
    kind: 'issue-brief',
    code: campaignId,
    createdAt: releasedAt,
    releasedAt,
    approvalId: campaignId,
  })
  const contents = Object.fromEntries(
    Object.entries(texts).map(([locale, text]) => [locale, contentOf(locale === 'ko' ? 'ko' : 'en', text)]),
  )
  await archiveLetter(database, { campaignId, releasedAt, contents, audience: { topics: [...topics] } })
  return campaignId
}

function contentOf(locale: Locale, { title, body }: ArchivedText): LetterContent {
  const real = realContents[locale]
  if (!real) throw new Error(`The sample letter has no text in ${locale}.`)
  const paragraph = (text: string): LetterContent['body'] => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  })
  return {
    ...real,
    title,
    preheader: title,
    summary: paragraph(body),
    body: paragraph(body),
    contentNote: null,
    keyFigure: null,
    figures: [],
    ask: null,
  }
}
