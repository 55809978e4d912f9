import type { CampaignRevision } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findFacts } from '#database/fact-queries'
import type { Organisation } from '#database/organisation-queries'
import { findTopics } from '#database/topic-queries'
import { factIdsOf } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { CompiledLetter } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import type { CampaignState } from './campaign-state.ts'
import { letterUrl } from './list-letters.ts'
import { readLetterMatter } from './read-letter-matter.ts'
import type { World } from './world.ts'

/** Renders one language of a revision: the function behind the preview and behind what is sent. */
export async function compileLetter(
  world: World,
  executor: Executor,
  {
    campaign,
    revision,
    organisation: letterhead,
  }: Pick<CampaignState, 'campaign'> & { revision: CampaignRevision; organisation: Organisation },
  locale: Locale,
): Promise<CompiledLetter> {
  const content = revision.contents[locale]
  if (!content) throw new Refusal('language-missing', { field: 'locale', language: locale })
  const facts = await findFacts(executor, factIdsOf(content))
  const topics = await findTopics(executor, revision.audience.topics)
  const page = (path: string): string => `${world.publicUrl}${path}?lang=${locale}`
  return world.templates.compileLetter({
    kind: campaign.kind,
    locale,
    content,
    facts,
    letterhead,
    date: campaign.occursOn,
    ...(await readLetterMatter(world, executor, { campaign, locale })),
    topics: topics.map(({ name }) => name[locale]),
    code: campaign.code,
    urls: {
      web: letterUrl(world, campaign.slug, locale),
      verify: page('/verify'),
      privacy: page('/privacy'),
      archive: page('/letters'),
    },
  })
}

/** The size of a letter in bytes before readers' own values are merged in. */
export function htmlLength(letter: CompiledLetter): number {
  const html = letter.html.filter((segment) => typeof segment === 'string').join('')
  return new TextEncoder().encode(html).length
}
