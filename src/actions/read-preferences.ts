import { listEntries, readSingleEntry } from '#database/library-queries'
import { findOrganisation } from '#database/organisation-queries'
import { readSubscriberTopics } from '#database/subscriber-queries'
import { findTopics, listTopics, type Topic } from '#database/topic-queries'
import type { Localised } from '#domain/locale'
import { maskAddress } from '#domain/mask-address'
import { pauseDay, type TypedChoices } from '#domain/preferences'
import { openVisit, type OpenVisit } from './open-visit.ts'
import type { World } from './world.ts'

/** A day or holiday that a reader can choose. */
export type OfferedDay = { readonly id: string; readonly name: Localised }

/** What a reader has chosen, what else there is to choose, and by what they know our mail. */
export type Preferences = {
  readonly locale: OpenVisit['subscriber']['locale']
  /** As the form shows it. */
  readonly choices: TypedChoices & { readonly topics: readonly string[] }
  /** What they can choose from: the topics on offer, and after them those that they have and nobody is offered any more. */
  readonly topics: readonly Topic[]
  readonly offered: { readonly days: readonly OfferedDay[]; readonly holidays: readonly OfferedDay[] }
  /** Enough of it for its owner to know it by. */
  readonly maskedAddress: string
  readonly phrase: string
  /** When the link ends, on the reader's clock or else the organisation's. */
  readonly expiresAt: Temporal.ZonedDateTime
  readonly unsubscribeToken: string
}

/**
 * A reader's choices, for whoever holds the link that was mailed to them.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function readPreferences(world: World, { token }: { token: string }): Promise<Preferences> {
  const visit = await openVisit(world, token)
  const { subscriber, subscriberId } = visit
  const { locale, timeZone, cadence, chosenDays, quietDays, pausedUntil, isTextOnly } = subscriber
  const [own, onOffer, offered, fallbackZone] = await Promise.all([
    readSubscriberTopics(world.database, subscriberId),
    listTopics(world.database),
    readOffered(world),
    readFallbackZone(world),
  ])
  const retired = (await findTopics(world.database, own)).filter((topic) => topic.retiredAt !== null)
  const isStillOffered = (days: readonly OfferedDay[]) => (id: string) => days.some((day) => day.id === id)
  return {
    locale,
    choices: {
      topics: own,
      locale,
      timeZone: timeZone ?? '',
      cadence,
      chosenDays: chosenDays.filter(isStillOffered(offered.days)),
      quietDays: quietDays.filter(isStillOffered(offered.holidays)),
      pausedUntil: pauseDay(pausedUntil, world.now(), timeZone ?? fallbackZone),
      isTextOnly,
      name: visit.name ?? '',
    },
    topics: [...onOffer, ...retired],
    offered,
    maskedAddress: maskAddress(visit.address),
    phrase: visit.phrase,
    expiresAt: visit.expiresAt.toZonedDateTimeISO(timeZone ?? fallbackZone),
    unsubscribeToken: world.links.sign('unsubscribe', { ids: [subscriberId], expiresAt: null }),
  }
}

/** The days and holidays of the library that readers can choose. */
export async function readOffered({ database }: World): Promise<Preferences['offered']> {
  const [observances, { quietDays }] = await Promise.all([
    listEntries(database, 'observance'),
    readSingleEntry(database, 'cautions'),
  ])
  return {
    days: observances.map(({ id, entry }) => ({ id, name: entry.name })),
    holidays: quietDays.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }])),
  }
}

/** The clock of readers who name no zone of their own. */
export async function readFallbackZone({ database }: World): Promise<string> {
  return (await findOrganisation(database))?.timeZone ?? 'UTC'
}
