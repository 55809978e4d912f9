import { lockCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import {
  findCampaignsOfBatches,
  lockPlacedDeliveries,
  markEventsApplied,
  markEventsTried,
  raiseBatchCounts,
  saveEvidence,
  takeOpenEvents,
  type PlacedDelivery,
  type StoredProviderEvent,
} from '#database/event-queries'
import { suppressAddresses } from '#database/subscriber-queries'
import {
  addCounts,
  foldEvents,
  isBadNews,
  isSameEvidence,
  noEvidence,
  takeWord,
  type EvidenceCounts,
} from '#domain/delivery-evidence'
import { limits } from '#domain/limits'
import { holdUnhealthyCampaign } from './hold-unhealthy-campaign.ts'
import type { World } from './world.ts'

/**
 * Applies what providers told of our letters, in pages, until nothing is open: an event counts once, in any order. Safe
 * to run by several at once and to be killed at any point, since a page is applied as a whole or not at all.
 *
 * An event whose delivery is not there is parked and tried again for a day, since an event may outrun the commit that it
 * belongs to.
 */
export async function applyProviderEvents(world: World, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const taken = await world.database.transaction((transaction) => applyPage(world, transaction))
    if (taken < limits.providerEventPageSize || signal?.aborted) return
  }
}

async function applyPage(world: World, transaction: Executor): Promise<number> {
  const now = world.now()
  const events = await takeOpenEvents(transaction, {
    limit: limits.providerEventPageSize,
    retriedBefore: now.subtract({ seconds: limits.parkedEventRetrySeconds }),
  })
  if (events.length === 0) return 0
  const words = gatherWords(world, events)
  const campaignOf = await findCampaignsOfBatches(transaction, [...new Set(words.map(({ batchId }) => batchId))])
  const troubled = campaignsInTrouble(words, campaignOf)
  for (const campaignId of troubled) await lockCampaign(transaction, campaignId)

  const letters = await lockPlacedDeliveries(transaction, words)
  await applyWords(transaction, words, letters, now)
  for (const campaignId of troubled) await holdUnhealthyCampaign(world, transaction, campaignId)

  const found = new Set(letters.map(nameOf))
  const applied = new Set(words.filter((word) => found.has(nameOf(word))).flatMap(({ ids }) => ids))
  const oldest = now.subtract({ hours: limits.parkedEventHours })
  const isOver = ({ id, arrivedAt }: StoredProviderEvent): boolean =>
    applied.has(id) || Temporal.Instant.compare(arrivedAt, oldest) < 0
  await markEventsApplied(transaction, idsOf(events.filter(isOver)), now)
  await markEventsTried(transaction, idsOf(events.filter((event) => !isOver(event))), now)
  return events.length
}

/** What the events of a page say of one letter. */
type PlacedWord = {
  readonly batchId: string
  readonly position: number
  readonly ids: readonly string[]
  readonly isBad: boolean
  readonly word: ReturnType<typeof foldEvents>
}

/** Puts the events of each letter together; those that name no letter of ours are left out. */
function gatherWords(world: World, events: readonly StoredProviderEvent[]): PlacedWord[] {
  const placed = events.flatMap((event) => {
    const place = event.reference === null ? null : world.references.read(event.reference)
    return place ? [{ place, event }] : []
  })
  return [...Map.groupBy(placed, ({ place }) => nameOf(place)).values()].flatMap((told) => {
    const ofLetter = told.map(({ event }) => event)
    return told.slice(0, 1).map(({ place }) => ({
      ...place,
      ids: idsOf(ofLetter),
      isBad: ofLetter.some(isBadNews),
      word: foldEvents(ofLetter),
    }))
  })
}

/** The campaigns that may have to be held after this, in the order in which everybody locks several of them. */
function campaignsInTrouble(words: readonly PlacedWord[], campaignOf: ReadonlyMap<string, string>): string[] {
  const ids = words.flatMap(({ batchId, isBad }) => (isBad ? (campaignOf.get(batchId) ?? []) : []))
  return [...new Set(ids)].toSorted()
}

async function applyWords(
  transaction: Executor,
  words: readonly PlacedWord[],
  letters: readonly PlacedDelivery[],
  now: Temporal.Instant,
): Promise<void> {
  const wordOf = new Map(words.map((placed) => [nameOf(placed), placed.word]))
  const changed = letters.flatMap((letter) => {
    const word = wordOf.get(nameOf(letter))
    const taken = word && takeWord(letter, word)
    return taken && !isSameEvidence(letter, taken.evidence) ? [{ ...letter, ...taken }] : []
  })
  await saveEvidence(transaction, changed)

  const counts = new Map<string, EvidenceCounts>()
  for (const { batchId, news } of changed) counts.set(batchId, addCounts(counts.get(batchId) ?? noEvidence, news))
  await raiseBatchCounts(transaction, counts)

  for (const reason of ['bounced', 'complained'] as const) {
    const hashes = changed.flatMap(({ suppressions, suppressionHash }) =>
      suppressionHash && suppressions.includes(reason) ? [suppressionHash] : [],
    )
    await suppressAddresses(transaction, hashes, reason, now)
  }
}

function nameOf({ batchId, position }: { readonly batchId: string; readonly position: number }): string {
  return `${batchId} ${position}`
}

function idsOf(events: readonly StoredProviderEvent[]): string[] {
  return events.map(({ id }) => id)
}
