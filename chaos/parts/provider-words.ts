import { bounceWords, deliverInbound, writeBounce } from '../../tests/support/provider-double/inbound-reports.ts'
import type { LedgerEntry } from '../../tests/support/provider-double/mailbox-ledger.ts'
import { createMovableClock } from '../../tests/support/provider-double/movable-clock.ts'
import { bounceDetails, createResendWebhooks } from '../../tests/support/provider-double/resend-webhooks.ts'
import type { ApiServer } from './api-server.ts'
import type { InboundDoor } from './inbound-door.ts'
import { batchIdIn } from './sinks.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

const bounceShare = 0.02
const lanes = 8
// How many of the reports find that the program that takes them dies at this moment.
const doorDeaths = 0.02

type Fate = 'delivered' | 'bounced'

/** Carries one word to us; false when it was not taken. */
type Word = () => Promise<boolean>

/**
 * Has those who carry letters tell of them, as far as anybody listens in this run: by webhooks, each letter was sent, and
 * then delivered or bounced; by mail that comes back, while the program that takes it is killed again and again. Each
 * word comes twice and in any order. Of letters that are in doubt they tell in any case.
 */
export async function tellOfLetters(stage: Stage, campaignId: string, count: number): Promise<void> {
  const { api, door, random, ledger, told } = stage
  const write = api ? writeWebhooks(api) : door ? writeReports(stage, door) : null
  if (!write) return
  const doubtful = await readUncertain(stage, campaignId)
  const chosen = random
    .shuffle(ledger.entries.filter(({ provider }) => provider === (api ? 'resend' : 'smtp')))
    .toSorted((one, other) => Number(doubtful.has(other.address)) - Number(doubtful.has(one.address)))
    .slice(0, Math.max(count, doubtful.size))
  const words = chosen.flatMap((entry) => {
    const fate = told.get(entry.address) ?? (random.chance(bounceShare) ? 'bounced' : 'delivered')
    told.set(entry.address, fate)
    return write(entry, fate)
  })
  const queue = random.shuffle([...words, ...words])
  const lane = async (): Promise<void> => {
    // As a provider and a mail server do, until they are told that we have it.
    for (let word = queue.pop(); word; word = queue.pop()) await until('a word of a letter to be taken', word)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function writeWebhooks({ url, webhookSecret }: ApiServer): (entry: LedgerEntry, fate: Fate) => Word[] {
  // Not by the provider’s own clock, which may have been moved: signatures hold for minutes only.
  const webhooks = createResendWebhooks({ secret: webhookSecret, clock: createMovableClock() })
  return (entry, fate) => {
    const details = fate === 'bounced' ? bounceDetails.hard : {}
    const events = [webhooks.write('email.sent', entry), webhooks.write(`email.${fate}`, entry, { details })]
    return events.map((event) => async () => (await webhooks.deliver(event, `${url}/webhooks/resend`)) === 200)
  }
}

function writeReports({ random, world }: Stage, door: InboundDoor): (entry: LedgerEntry, fate: Fate) => Word[] {
  return (entry, fate) => {
    const words = fate === 'bounced' ? bounceWords.unknownUser : bounceWords.delivered
    const report = writeBounce(entry, words, { returnedHeaders: '', arrivedAt: world.now() })
    let isDeadly = random.chance(doorDeaths)
    return [
      async () => {
        if (isDeadly) door.kill()
        isDeadly = false
        await deliverInbound(report, door)
        return true
      },
    ]
  }
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
