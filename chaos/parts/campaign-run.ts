import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { unsubscribe } from '#actions/unsubscribe'
import type { World } from '#actions/world'
import type { ProviderName } from '#domain/provider'
import { approve, draftCampaign } from '../../tests/support/campaigns.ts'
import type { ApiServer } from './api-server.ts'
import { batchIdIn } from './sinks.ts'
import type { Stage } from './stage.ts'
import { judge, type Books, type Delivery, type Evidence, type Verdict } from './verdict.ts'

// Campaigns are made this long ago, for an hour that has come since: nobody has to wait for the clock.
const madeMinutesAgo = 10

/** A campaign as it stands, by its own row. */
type CampaignState = {
  readonly releasedAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
  readonly holdReason: string | null
}

/** Makes a campaign that is approved by somebody else and due. @param policy what it does when its provider fails */
export async function prepareCampaign(
  { world, team, pool }: Stage,
  { policy = 'hold' }: { readonly policy?: 'hold' | 'switch' } = {},
): Promise<string> {
  const then: World = { ...world, now: () => world.now().subtract({ minutes: madeMinutesAgo }) }
  const campaignId = await draftCampaign(then, team)
  await approve(then, team, campaignId)
  await pool.query('update campaigns set on_provider_trouble = $2 where id = $1', [campaignId, policy])
  return campaignId
}

/** Starts what is due, as the job that runs every 15 seconds does. */
export function release({ world }: Stage): Promise<void> {
  return releaseDueCampaigns(world)
}

/** Lets readers leave by the link in a letter, some of those who are still there. */
export async function leave(
  { world, api, random, subscribers, left }: Stage,
  campaignId: string,
  count: number,
): Promise<void> {
  const staying = [...subscribers].filter(([address]) => !left.has(address))
  for (const [address, subscriberId] of random.shuffle(staying).slice(0, count)) {
    const token = world.links.sign('unsubscribe', { ids: [campaignId, subscriberId], expiresAt: null })
    const isGone = await (api ? leaveByLink(api, token) : unsubscribe(world, { token, method: 'one-click' }))
      .then((answer) => answer !== null)
      .catch(() => false)
    // Whom we could not tell that they are gone has not left yet.
    if (isGone) left.set(address, world.now())
  }
}

/** As a mail program does for its reader (RFC 8058). */
async function leaveByLink(api: ApiServer, token: string): Promise<true | null> {
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const response = await fetch(`${api.url}/u/${token}`, { method: 'POST', body })
  await response.arrayBuffer()
  return response.status === 200 || null
}

/** Reads how a campaign stands. */
export async function readCampaign({ pool }: Stage, campaignId: string): Promise<CampaignState> {
  const { rows } = await pool.query<{ released: string | null; finished: string | null; reason: string | null }>(
    `select to_json(released_at) #>> '{}' as released, to_json(finished_at) #>> '{}' as finished, hold_reason as reason
     from campaigns where id = $1`,
    [campaignId],
  )
  const [row] = rows
  return {
    releasedAt: instantOf(row?.released),
    finishedAt: instantOf(row?.finished),
    holdReason: row?.reason ?? null,
  }
}

/** Ids of the batches for which a call to a provider was begun whose end nobody has noted yet. */
export async function listOpenBatches({ pool, sinks }: Stage, provider: ProviderName): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from delivery_batches
     where attempting_since is not null and settled_at is null and coalesce(provider, $1) = $2`,
    [sinks[0].name, provider],
  )
  return rows.map(({ id }) => id)
}

/** Whether there is no batch left of which no call was begun: what is open then waits for a lock or a lease of the dead. */
export async function hasOnlyStrayBatches({ pool }: Stage): Promise<boolean> {
  const { rows: unwalked } = await pool.query('select from campaign_releases where expanded_at is null limit 1')
  const { rows } = await pool.query(
    'select from delivery_batches where settled_at is null and attempting_since is null limit 1',
  )
  return unwalked.length === 0 && rows.length === 0
}

/** Collects what there is to know of a campaign, and judges it. */
export async function judgeCampaign(stage: Stage, campaignId: string): Promise<Verdict> {
  const { releasedAt } = await readCampaign(stage, campaignId)
  if (!releasedAt) return { duplicates: 0, missing: 0, mailedAfterLeaving: 0, uncertain: 0, faults: ['not released'] }
  return judge(await collectEvidence(stage, campaignId, releasedAt))
}

async function collectEvidence(stage: Stage, campaignId: string, releasedAt: Temporal.Instant): Promise<Evidence> {
  const { subscribers, left, ledger, sinks, inDoubt } = stage
  const deliveries = await readDeliveries(stage, campaignId)
  const batchIds = await readBatchIds(stage, campaignId)
  return {
    releasedAt,
    readers: [...subscribers.keys()].map((address) => ({ address, leftAt: left.get(address) ?? null })),
    deliveries,
    books: await readBooks(stage, campaignId),
    messages: ledger.entries.filter(({ reference }) => batchIds.has(batchIdIn(reference ?? '') ?? '')),
    mayBeUncertain: { batches: inDoubt, addresses: new Set(sinks.flatMap((sink) => [...sink.inDoubt])) },
  }
}

async function readBatchIds({ pool }: Stage, campaignId: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>('select id from delivery_batches where campaign_id = $1', [
    campaignId,
  ])
  return new Set(rows.map(({ id }) => id))
}

async function readDeliveries({ pool, subscribers, attemptsBefore }: Stage, campaignId: string): Promise<Delivery[]> {
  const { rows } = await pool.query<{
    subscriber_id: string
    batch_id: string
    attempted: string | null
    settled: boolean
    outcome: Delivery['outcome']
  }>(
    `select subscriber_id, batch_id, to_json(batch.first_attempt_at) #>> '{}' as attempted,
       batch.settled_at is not null as settled,
       case when dropped_at is not null then 'dropped' when failed_at is not null then 'failed'
         when uncertain_at is not null and proven_at is null then 'uncertain' else 'accepted' end as outcome
     from deliveries join delivery_batches as batch on batch.id = batch_id where deliveries.campaign_id = $1`,
    [campaignId],
  )
  const addresses = new Map([...subscribers].map(([address, id]) => [id, address]))
  return rows.map(({ subscriber_id: subscriberId, batch_id: batchId, attempted, settled, outcome }) => ({
    address: addresses.get(subscriberId) ?? 'nobody',
    batchId,
    firstAttemptAt: attemptsBefore.get(batchId) ?? instantOf(attempted),
    isSettled: settled,
    outcome,
  }))
}

async function readBooks({ pool }: Stage, campaignId: string): Promise<Books> {
  const { rows } = await pool.query<Books>(
    `select coalesce(sum(size), 0)::int as frozen, coalesce(sum(accepted_count), 0)::int as accepted,
       coalesce(sum(dropped_count), 0)::int as dropped, coalesce(sum(failed_count), 0)::int as failed,
       coalesce(sum(uncertain_count), 0)::int as uncertain,
       coalesce(sum(size) filter (where settled_at is null), 0)::int as waiting
     from delivery_batches where campaign_id = $1`,
    [campaignId],
  )
  return rows[0] ?? { frozen: 0, accepted: 0, dropped: 0, failed: 0, uncertain: 0, waiting: 0 }
}

function instantOf(text: string | null | undefined): Temporal.Instant | null {
  return text ? Temporal.Instant.from(text) : null
}
