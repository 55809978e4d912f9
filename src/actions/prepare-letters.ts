import { countAudience } from '#database/audience-queries'
import type { CampaignRevision } from '#database/campaign-queries'
import { findFacts, findTopics } from '#database/content-queries'
import type { Executor } from '#database/database'
import type { Organisation } from '#database/organisation-queries'
import { letterLocale } from '#domain/audience'
import { factConcerns, type Fact } from '#domain/fact'
import { factIdsOf } from '#domain/letter'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { CompiledLetter } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { checkSchedule } from '#domain/send-time'
import type { CampaignState } from './campaign-state.ts'
import { localesOf } from './list-letters.ts'
import { readLetterMatter } from './read-letter-matter.ts'
import type { World } from './world.ts'

/**
 * Holds a campaign against everything that must be right before anyone may approve it, and renders its letters.
 * @throws Refusal naming the first thing to mend: `revision-missing`, `organisation-incomplete`, `schedule-missing` (or
 * a fault of the schedule), `audience-empty`, `language-missing`, `fact-unacknowledged`, `letter-too-large`
 */
export async function prepareLetters(
  world: World,
  executor: Executor,
  { campaign, revision, organisation }: CampaignState,
): Promise<CompiledLetter[]> {
  if (!revision) throw new Refusal('revision-missing')
  if (!organisation) throw new Refusal('organisation-incomplete')
  if (!campaign.schedule) throw new Refusal('schedule-missing', { field: 'schedule' })
  checkSchedule(campaign.schedule, world.now())
  await requireReadableByAll(executor, revision)
  const today = world.now().toZonedDateTimeISO(organisation.timeZone).toPlainDate()
  const letters: CompiledLetter[] = []
  for (const locale of localesOf(revision.contents)) {
    requireAcknowledged(await factsOf(executor, revision, locale), revision.acknowledgedFacts, today, locale)
    const letter = await compileLetter(world, executor, { campaign, revision, organisation }, locale)
    if (htmlLength(letter) > limits.letterBytesMax) {
      throw new Refusal('letter-too-large', {
        field: `contents.${locale}`,
        limit: Math.floor(limits.letterBytesMax / 1024),
      })
    }
    letters.push(letter)
  }
  return letters
}

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
  const facts = await factsOf(executor, revision, locale)
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
      web: page(`/letters/${campaign.slug}`),
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

async function factsOf(executor: Executor, revision: CampaignRevision, locale: Locale): Promise<Fact[]> {
  const content = revision.contents[locale]
  return content ? findFacts(executor, factIdsOf(content)) : []
}

async function requireReadableByAll(
  executor: Executor,
  { contents, audience, fallbackLocale }: CampaignRevision,
): Promise<void> {
  const readers = await countAudience(executor, audience)
  if (readers.size === 0) throw new Refusal('audience-empty', { field: 'audience' })
  const available = localesOf(contents)
  for (const [locale, count] of readers) {
    if (count > 0 && letterLocale(available, locale, fallbackLocale) === null) {
      throw new Refusal('language-missing', { field: 'contents', language: locale, value: count })
    }
  }
}

function requireAcknowledged(
  facts: readonly Fact[],
  acknowledged: readonly string[],
  today: Temporal.PlainDate,
  locale: Locale,
): void {
  const open = facts.find((fact) => factConcerns(fact, today).length > 0 && !acknowledged.includes(fact.id))
  if (open) throw new Refusal('fact-unacknowledged', { field: `contents.${locale}`, factId: open.id })
}
