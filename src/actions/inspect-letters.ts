import { countAudience, listAudienceTimeZones } from '#database/audience-queries'
import { findCampaign, type CampaignRevision } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findFirstChangesAfter, findKeptFacts, type KeptFact } from '#database/fact-queries'
import { readSingleEntry } from '#database/library-queries'
import type { Organisation } from '#database/organisation-queries'
import { listPartChanges } from '#database/revision-queries'
import { letterLocale } from '#domain/audience'
import { checkContent, contentsByLocale, findDrift, visitableLinks } from '#domain/check-content'
import { hostOf } from '#domain/check-links'
import { requireTimely } from '#domain/embargo'
import type { CheckRule, Found } from '#domain/finding'
import { factIdsIn, factIdsOf, localesOf, type LetterContent } from '#domain/letter'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { CompiledLetter } from '#domain/mail-template'
import { nightZones } from '#domain/night-hours'
import { Refusal } from '#domain/refusal'
import { waitsForOutcome, type Schedule } from '#domain/send-time'
import { findUnfinishedTranslations } from '#domain/translation'
import { zonesAfterEvent } from '#domain/zones-after-event'
import type { CampaignState } from './campaign-state.ts'
import { compileLetter, htmlLength } from './compile-letter.ts'
import type { VisitableLink } from './find-broken-links.ts'
import { readLetterMatter } from './read-letter-matter.ts'
import { readWatchList } from './read-watch-list.ts'
import { requireCertainDay } from './require-certain-day.ts'
import { requireCitable } from './require-citable.ts'
import type { World } from './world.ts'

/** What stands in the way of a campaign, what the check found, and its letters as far as they could be rendered. */
export type Inspection = {
  /** In the order in which they are to be mended. */
  readonly refusals: readonly Refusal[]
  readonly found: readonly Found[]
  readonly letters: readonly CompiledLetter[]
  /** The links that may be visited to see whether they lead anywhere, which is not done here. */
  readonly links: readonly VisitableLink[]
}

/** A campaign that has something to be looked at. */
type Inspected = Pick<CampaignState, 'campaign'> & {
  readonly revision: CampaignRevision
  readonly organisation: Organisation
}

/**
 * Holds a campaign against everything that must be right before it leaves, in every language, and renders its letters.
 * Asks the database and nothing outside of it.
 */
export async function inspectLetters(
  world: World,
  executor: Executor,
  { campaign, revision, organisation }: CampaignState,
): Promise<Inspection> {
  if (!revision) return { ...nothing, refusals: [new Refusal('revision-missing')] }
  if (!organisation) return { ...nothing, refusals: [new Refusal('organisation-incomplete')] }
  const inspected = { campaign, revision, organisation }
  const { schedule, embargo } = campaign
  const refusals = [
    ...(await refusalsOf(() => {
      if (!schedule) throw new Refusal('schedule-missing', { field: 'schedule' })
      requireTimely(schedule, embargo, world.now())
    })),
    ...(await refusalsOf(() => requireCertainDay(executor, campaign.id))),
    ...(await refusalsOf(() => requireReadableByAll(executor, revision))),
    ...(await refusalsOf(() => requireCitable(executor, revision.contents))),
  ]
  // What cites a fact that is not there cannot be rendered.
  const isCitable = !refusals.some(({ code }) => code === 'fact-unknown')
  const rendered = isCitable ? await renderLetters(world, executor, inspected) : nothing
  const inContents = await findInContents(world, executor, inspected)
  return {
    refusals: [...refusals, ...rendered.refusals],
    found: [
      ...inContents.found,
      ...findDrift(revision.contents),
      ...findUnfinishedTranslations(revision.contents, {
        changes: await listPartChanges(executor, campaign.id),
        inStep: revision.inStep,
      }),
      ...rendered.found,
      ...(await findAroundLetter(executor, inspected)),
    ],
    letters: rendered.letters,
    links: inContents.links,
  }
}

const nothing: Inspection = { refusals: [], found: [], letters: [], links: [] }

async function refusalsOf(check: () => void | Promise<void>): Promise<Refusal[]> {
  try {
    await check()
    return []
  } catch (error) {
    if (error instanceof Refusal) return [error]
    throw error
  }
}

async function requireReadableByAll(
  executor: Executor,
  { contents, audience, fallbackLocale }: CampaignRevision,
): Promise<void> {
  const readers = await countAudience(executor, audience)
  if (readers.size === 0) throw new Refusal('audience-empty', { field: 'audience' })
  const available = localesOf(contents)
  for (const locale of readers.keys()) {
    if (letterLocale(available, locale, fallbackLocale) === null)
      throw new Refusal('language-missing', { field: 'contents', language: locale })
  }
}

async function renderLetters(
  world: World,
  executor: Executor,
  inspected: Inspected,
): Promise<Omit<Inspection, 'links'>> {
  const refusals: Refusal[] = []
  const found: Found[] = []
  const letters: CompiledLetter[] = []
  for (const { locale } of contentsByLocale(inspected.revision.contents)) {
    refusals.push(
      ...(await refusalsOf(async () => {
        const letter = await compileLetter(world, executor, inspected, locale)
        letters.push(letter)
        if (letter.text.every((segment) => typeof segment === 'string' && segment.trim() === ''))
          found.push({ rule: 'text-part-missing', locale })
        if (htmlLength(letter) > limits.letterBytesMax) {
          const limit = Math.floor(limits.letterBytesMax / 1024)
          throw new Refusal('letter-too-large', { field: `contents.${locale}`, limit })
        }
      })),
    )
  }
  return { refusals, found, letters }
}

async function findInContents(
  world: World,
  executor: Executor,
  inspected: Inspected,
): Promise<Pick<Inspection, 'found' | 'links'>> {
  const { campaign, revision, organisation } = inspected
  const kept = new Map((await findKeptFacts(executor, factIdsIn(revision.contents))).map((row) => [row.id, row]))
  const changes = await findFirstChangesAfter(executor, [...kept.keys()], revision.createdAt)
  const [cautions, cause, watchList] = [
    await readSingleEntry(executor, 'cautions'),
    await readSingleEntry(executor, 'cause'),
    await readWatchList(world, executor),
  ]
  const hosts = [world.publicUrl, ...Object.values(cause.links)].map(hostOf)
  const found: Found[] = []
  const links: VisitableLink[] = []
  for (const { locale, content } of contentsByLocale(revision.contents)) {
    const context = {
      locale,
      issueId: campaign.issueId,
      sendOn: dayOf(campaign.schedule),
      cautions,
      watchList,
      matter: await readLetterMatter(world, executor, { campaign, locale }),
      facts: factsOf(content, kept),
      changedFacts: new Set(changes.map(({ factId }) => factId)),
      hosts: [...hosts, ...cause.linkHosts],
      today: world.now().toZonedDateTimeISO(organisation.timeZone).toPlainDate(),
    }
    found.push(...checkContent(content, context))
    links.push(...visitableLinks(content, context).map((link) => ({ ...link, locale })))
  }
  return { found, links }
}

function factsOf(content: LetterContent, kept: ReadonlyMap<string, KeptFact>): KeptFact['fact'][] {
  return factIdsOf(content).flatMap((id) => kept.get(id)?.fact ?? [])
}

function dayOf(schedule: Schedule | null): Temporal.PlainDate | null {
  if (schedule === null) return null
  return Temporal.PlainDate.from(waitsForOutcome(schedule) ? schedule.nominalDate : schedule.date)
}

async function findAroundLetter(executor: Executor, { campaign, revision, organisation }: Inspected): Promise<Found[]> {
  const found: Found[] = localesOf(revision.contents)
    .filter((locale: Locale) => organisation.postalAddress[locale].trim() === '')
    .map((locale) => ({ rule: 'postal-address-missing', locale }))
  const corrected = campaign.corrects === null ? undefined : await findCampaign(executor, campaign.corrects)
  if (corrected && !corrected.finishedAt && !corrected.cancelledAt)
    found.push({ rule: 'corrected-still-leaving', locale: null, quote: corrected.name })
  if (campaign.kind === 'event' && !campaign.event) found.push({ rule: 'event-missing', locale: null })
  if (campaign.schedule) {
    const zones = await listAudienceTimeZones(executor, revision.audience, organisation.timeZone)
    found.push(...inZones('night-hours', nightZones(campaign.schedule, zones)))
    if (campaign.event) found.push(...inZones('event-begun', zonesAfterEvent(campaign.event, campaign.schedule, zones)))
  }
  return found
}

function inZones(rule: CheckRule, zones: readonly string[]): Found[] {
  return zones.length === 0 ? [] : [{ rule, locale: null, detail: { zones: zones.toSorted().join(', ') } }]
}
