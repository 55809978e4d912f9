import { createMovableClock } from '../../tests/support/provider-double/movable-clock.ts'
import { bounceDetails, createResendWebhooks } from '../../tests/support/provider-double/resend-webhooks.ts'
import { batchIdIn } from './sinks.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

const bounceShare = 0.02
const lanes = 8

/**
 * Has the provider tell of letters: each was sent, and then delivered or bounced, and each word comes twice and in any
 * order. Of letters that are in doubt it tells in any case.
 */
export async function tellOfLetters(stage: Stage, campaignId: string, count: number): Promise<void> {
  const { api, random, ledger, told } = stage
  if (!api) return
  const doubtful = await readUncertain(stage, campaignId)
  const chosen = random
    .shuffle(ledger.entries.filter(({ provider }) => provider === 'resend'))
    .toSorted((one, other) => Number(doubtful.has(other.address)) - Number(doubtful.has(one.address)))
    .slice(0, Math.max(count, doubtful.size))
  // Not by the provider’s own clock, which may have been moved: signatures hold for minutes only.
  const webhooks = createResendWebhooks({ secret: api.webhookSecret, clock: createMovableClock() })
  const events = chosen.flatMap((entry) => {
    const fate = told.get(entry.address) ?? (random.chance(bounceShare) ? 'bounced' : 'delivered')
    told.set(entry.address, fate)
    const details = fate === 'bounced' ? bounceDetails.hard : {}
    return [webhooks.write('email.sent', entry), webhooks.write(`email.${fate}`, entry, { details })]
  })
  const queue = random.shuffle([...events, ...events])
  const lane = async (): Promise<void> => {
    for (let event = queue.pop(); event; event = queue.pop()) {
      const again = event
      // As the provider does, until it is told that we have it.
      await until(
        'a webhook to be taken',
        async () => (await webhooks.deliver(again, `${api.url}/webhooks/resend`)) === 200,
      )
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function readUncertain({ pool, subscribers }: Stage, campaignId: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    'select subscriber_id as id from deliveries where campaign_id = $1 and uncertain_at is not null and proven_at is null',
    [campaignId],
  )
  const ids = new Set(rows.map(({ id }) => id))
  return new Set([...subscribers].filter(([, id]) => ids.has(id)).map(([address]) => address))
}

/** Waits until every word has been applied, and compares what became of them. @returns what is wrong, one line each */
export async function checkWords(stage: Stage, campaignId: string): Promise<string[]> {
  const { pool, told, ledger } = stage
  if (told.size === 0) return []
  await until('the words of the provider to be applied', async () => {
    const { rows } = await pool.query('select from provider_events where applied_at is null limit 1')
    return rows.length === 0
  })
  const { rows } = await pool.query<Record<'delivered' | 'bounced' | 'suppressed' | 'counted' | 'unproven', number>>(
    `select count(delivered_at)::int as delivered, count(bounced_at)::int as bounced,
       (select count(*)::int from suppressions where reason = 'bounced') as suppressed,
       (select sum(delivered_count + bounced_count)::int from delivery_batches where campaign_id = $1) as counted,
       count(*) filter (where uncertain_at is not null and proven_at is null and
         coalesce(delivered_at, bounced_at) is not null)::int as unproven
     from deliveries where campaign_id = $1`,
    [campaignId],
  )
  const fates = [...told.values()]
  const bounced = fates.filter((fate) => fate === 'bounced').length
  const expected = {
    delivered: fates.length - bounced,
    bounced,
    suppressed: bounced,
    counted: fates.length,
    unproven: 0,
  }
  const [found] = rows
  const isOfCampaign = ledger.entries.every(({ reference }) => batchIdIn(reference ?? '') !== null)
  return [
    ...Object.entries(expected)
      .filter(([name, count]) => found?.[name as keyof typeof expected] !== count)
      .map(
        ([name, count]) => `${count} letters should be ${name} by the words of the provider: ${JSON.stringify(found)}`,
      ),
    ...(isOfCampaign ? [] : ['a message bears no reference of ours']),
  ]
}
