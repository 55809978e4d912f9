import { listEntries } from '#database/library-queries'
import { findEventsOf, findLetterTitles, readTraces } from '#database/own-data-queries'
import { readSubscriberTopics } from '#database/subscriber-queries'
import { findTopics } from '#database/topic-queries'
import { findLettersOf, type TracedLetter } from '#database/trace-queries'
import type { Cadence } from '#domain/cadence'
import type { ConsentKind } from '#domain/consent'
import { deliveryStory, type LetterStanding, type StoryPart } from '#domain/delivery-story'
import { limits } from '#domain/limits'
import type { Locale, Localised } from '#domain/locale'
import type { ProviderName } from '#domain/provider'
import type { BounceKind, ProviderEventKind } from '#domain/provider-event'
import { Refusal } from '#domain/refusal'
import type { Retention } from '#domain/retention'
import type { SuppressionReason } from '#domain/suppression'
import { openVisit, type OpenVisit } from './open-visit.ts'
import { readRetention } from './read-retention.ts'
import type { World } from './world.ts'

type Named = { readonly id: string; readonly name: Localised }

type Titles = Partial<Localised>

/** A time in which something held or may be done. */
type Span = { readonly from: Temporal.Instant; readonly until: Temporal.Instant | null }

/** Everything that is held about one reader, by the tables of the database and in its words. */
export type OwnData = {
  readonly asOf: Temporal.Instant
  readonly retention: Retention
  readonly address: string
  readonly name: string | null
  readonly phrase: string
  readonly confirmedAt: Temporal.Instant
  readonly locale: Locale
  readonly timeZone: string | null
  readonly topics: readonly Named[]
  readonly cadence: Cadence
  readonly chosenDays: readonly Named[]
  readonly quietDays: readonly Named[]
  readonly pausedUntil: Temporal.Instant | null
  readonly isTextOnly: boolean
  /** The evidence of consent under this address, oldest first. */
  readonly consents: readonly {
    readonly kind: ConsentKind
    readonly wording: { readonly id: string; readonly version: number } | null
    readonly locale: Locale
    readonly source: string
    /** The letter by whose link they left. */
    readonly letter: Titles | null
    readonly at: Temporal.Instant
  }[]
  /** Newest first. */
  readonly letters: readonly {
    readonly titles: Titles
    readonly sentAt: Temporal.Instant | null
    readonly standing: LetterStanding
    readonly story: readonly StoryPart[]
    readonly provider: ProviderName | null
    readonly providerId: string | null
    /** How the message is called outside: in its Message-ID, and in its tag at the provider. */
    readonly reference: string
  }[]
  /** What providers and mail servers told of these letters, as it came. */
  readonly events: readonly {
    readonly kind: ProviderEventKind
    readonly bounceKind: BounceKind | null
    readonly provider: ProviderName
    readonly reference: string | null
    readonly occurredAt: Temporal.Instant
    readonly arrivedAt: Temporal.Instant
  }[]
  readonly digests: readonly { readonly month: string; readonly letters: readonly Titles[] }[]
  readonly suppressions: readonly (Span & { readonly reason: SuppressionReason })[]
  /** Requests to subscribe, also those that were confirmed, for as long as they are kept. */
  readonly requests: readonly (Span & {
    readonly confirmedAt: Temporal.Instant | null
    readonly locale: Locale
    readonly timeZone: string | null
    readonly topics: readonly string[]
  })[]
  readonly addressChanges: readonly (Span & { readonly confirmedAt: Temporal.Instant | null })[]
  /** Links that were mailed and hold a sealed copy of address, name and phrase. */
  readonly links: readonly Span[]
  /** Work that names them and is not done: mails that wait to leave. */
  readonly waiting: readonly { readonly job: string; readonly since: Temporal.Instant }[]
  /** What staff did with this address, and why, where they had to say. */
  readonly records: readonly {
    readonly action: string
    readonly at: Temporal.Instant
    readonly because: string | null
  }[]
}

/**
 * Gathers everything that is held about a reader, for the reader alone: it takes the link that was mailed to them, and
 * changes nothing. What one holds is not told to the log.
 * @throws Refusal `link-invalid`, `link-expired`, `rate-limited`
 */
export async function describeOwnData(world: World, { token }: { token: string }): Promise<OwnData> {
  const visit = await openVisit(world, token)
  const { subscriber, address, name, phrase } = visit
  await takeLook(world, visit)
  const { database } = world
  const traces = await readTraces(database, subscriber)
  const letters = await findLettersOf(database, { subscriberId: subscriber.id, limit: limits.ownLettersMax })
  const named = [
    ...letters.map(({ campaignId }) => campaignId),
    ...traces.consents.flatMap(({ campaignId }) => campaignId ?? []),
    ...traces.digests.flatMap(({ campaignIds }) => campaignIds),
  ]
  const titles = await findLetterTitles(database, [...new Set(named)])
  const titlesOf = (campaignId: string): Titles => titles.get(campaignId)?.titles ?? {}
  const { locale, timeZone, cadence, pausedUntil, isTextOnly, confirmedAt } = subscriber
  return {
    asOf: world.now(),
    retention: await readRetention(world),
    address,
    name,
    phrase,
    confirmedAt,
    locale,
    timeZone,
    topics: await findTopics(database, await readSubscriberTopics(database, subscriber.id)),
    cadence,
    chosenDays: await namesOfDays(world, subscriber.chosenDays),
    quietDays: await namesOfDays(world, subscriber.quietDays),
    pausedUntil,
    isTextOnly,
    consents: traces.consents.map(({ wordingId, wordingVersion, campaignId, occurredAt, ...consent }) => ({
      kind: consent.kind,
      wording: wordingId === null || wordingVersion === null ? null : { id: wordingId, version: wordingVersion },
      locale: consent.locale,
      source: consent.source,
      letter: campaignId === null ? null : titlesOf(campaignId),
      at: occurredAt,
    })),
    letters: letters.map((letter) => ({
      titles: titlesOf(letter.campaignId),
      sentAt: titles.get(letter.campaignId)?.sentAt ?? null,
      ...deliveryStory(letter),
      provider: letter.provider,
      providerId: letter.providerId,
      reference: world.references.sign(letter),
    })),
    events: await eventsOf(world, letters),
    digests: traces.digests.map(({ month, campaignIds }) => ({ month, letters: campaignIds.map(titlesOf) })),
    ...spansOf(traces),
  }
}

/** @throws Refusal `rate-limited` */
async function takeLook({ rateLimits }: World, { subscriber: { emailIndex } }: OpenVisit): Promise<void> {
  const subject = (emailIndex ?? new Uint8Array()).toBase64({ alphabet: 'base64url' })
  if (!(await rateLimits.take('own-data-per-reader', subject))) throw new Refusal('rate-limited')
}

/** The names of days of the library; a day that it has no more keeps its id. */
async function namesOfDays({ database }: World, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return []
  const entries = await listEntries(database, 'observance', { withRetired: true })
  const names = new Map(entries.map(({ id, entry }) => [id, entry.name]))
  return ids.map((id) => ({ id, name: names.get(id) ?? { en: id, ko: id } }))
}

async function eventsOf(world: World, letters: readonly TracedLetter[]): Promise<OwnData['events']> {
  const events = await findEventsOf(
    world.database,
    letters.map((letter) => world.references.sign(letter)),
  )
  return events.map(({ kind, bounceKind, provider, reference, occurredAt, arrivedAt }) => ({
    kind,
    bounceKind,
    provider,
    reference,
    occurredAt,
    arrivedAt,
  }))
}

function spansOf(
  traces: Awaited<ReturnType<typeof readTraces>>,
): Pick<OwnData, 'suppressions' | 'requests' | 'addressChanges' | 'links' | 'waiting' | 'records'> {
  return {
    suppressions: traces.suppressions.map(({ reason, suppressedAt, liftedAt }) => ({
      reason,
      from: suppressedAt,
      until: liftedAt,
    })),
    requests: traces.requests.map(({ requestedAt, expiresAt, confirmedAt, locale, timeZone, topics }) => ({
      from: requestedAt,
      until: expiresAt,
      confirmedAt,
      locale,
      timeZone,
      topics,
    })),
    addressChanges: traces.addressChanges.map(({ requestedAt, expiresAt, confirmedAt }) => ({
      from: requestedAt,
      until: expiresAt,
      confirmedAt,
    })),
    links: traces.visits.map(({ createdAt, expiresAt }) => ({ from: createdAt, until: expiresAt })),
    waiting: traces.waiting.map(({ name, createdAt }) => ({ job: name, since: createdAt })),
    records: traces.records.map(({ action, occurredAt, detail }) => ({
      action,
      at: occurredAt,
      because: typeof detail['because'] === 'string' ? detail['because'] : null,
    })),
  }
}
