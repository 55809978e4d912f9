import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { receiveProviderEvent } from '#actions/receive-provider-event'
import { deliveries, deliveryBatches } from '#database/tables'
import { bounceKinds, providerEventKinds } from '#domain/provider-event'
import { testStart } from '../support/clock.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { listSuppressionReasons } from '../support/told-campaign.ts'

const readers = 3

const told = fc.record({
  position: fc.integer({ min: 0, max: readers - 1 }),
  kind: fc.constantFrom(...providerEventKinds),
  bounceKind: fc.constantFrom(...bounceKinds),
  minutes: fc.integer({ min: 0, max: 4 }),
})

type Told = { readonly id: string } & ReturnType<(typeof told)['generate']>['value']

/** What was told, and how it came: in which order, how often, how much of it while the provider was still answering. */
const course = fc
  .array(told, { minLength: 1, maxLength: 6 })
  .map((events) => events.map((event, index) => ({ ...event, id: `event-${index}` })))
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      arrivals: fc.shuffledSubarray([...events, ...events, ...events], { minLength: 3 * events.length }),
      early: fc.integer({ min: 0, max: 3 * events.length }),
      isAnswerLost: fc.boolean(),
    }),
  )

let stage: SendingStage
let whileAnswering: () => Promise<void>

beforeAll(async () => {
  const mailer = createRecordingMailer()
  stage = await createSendingStage(
    {
      ...mailer,
      async deliver(mails, options) {
        await whileAnswering()
        return mailer.deliver(mails, options)
      },
    },
    { thresholds: { failingBatches: 1_000 } },
  )
  await stage.addReaders(readers)
})

afterAll(() => stage.close())

/** Sends a campaign, has `early` told before the provider has answered and `late` after, and reads what is known then. */
async function run({ early, late, isAnswerLost }: { early: Told[]; late: Told[]; isAnswerLost: boolean }) {
  const { world, testDatabase, mailer } = stage
  await testDatabase.pool.query('delete from suppressions; delete from provider_events')
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  const ofCampaign = eq(deliveryBatches.campaignId, campaignId)
  const [{ id: batchId } = { id: '' }] = await world.database.select().from(deliveryBatches).where(ofCampaign)
  const tell = async (events: readonly Told[]): Promise<void> => {
    for (const { id, position, kind, bounceKind, minutes } of events) {
      await receiveProviderEvent(world, {
        id,
        provider: 'smtp',
        kind,
        bounceKind: kind === 'bounced' ? bounceKind : null,
        reference: world.references.sign({ batchId, position }),
        occurredAt: testStart.add({ minutes }),
      })
      await applyProviderEvents(world)
    }
  }
  whileAnswering = () => tell(early)
  if (isAnswerLost) mailer.answers.push(failWith('unknown'))
  await stage.send(batchId)
  await tell(late)

  const [batch] = await world.database.select().from(deliveryBatches).where(ofCampaign)
  const letters = await world.database
    .select()
    .from(deliveries)
    .where(eq(deliveries.batchId, batchId))
    .orderBy(deliveries.position)
  return {
    counts: {
      accepted: batch?.acceptedCount,
      uncertain: batch?.uncertainCount,
      delivered: batch?.deliveredCount,
      bounced: batch?.bouncedCount,
      hardBounced: batch?.hardBouncedCount,
      complained: batch?.complainedCount,
    },
    letters: letters.map(({ deliveredAt, delayedAt, bouncedAt, bounceKind, complainedAt }) =>
      JSON.stringify({ deliveredAt, delayedAt, bouncedAt, bounceKind, complainedAt }),
    ),
    suppressions: await listSuppressionReasons(stage),
    account: await stage.accountOf(campaignId),
  }
}

test('an event counts once, in any order, and as well before the provider has answered as after', async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ events, arrivals, early, isAnswerLost }) => {
      const expected = await run({ early: [], late: events, isAnswerLost })
      const found = await run({ early: arrivals.slice(0, early), late: arrivals.slice(early), isAnswerLost })
      expect(found).toEqual(expected)
      const heardOf = new Set(events.map(({ position }) => position)).size
      expect(found.counts).toMatchObject({
        accepted: isAnswerLost ? heardOf : readers,
        uncertain: isAnswerLost ? readers - heardOf : 0,
      })
    }),
    { numRuns: 10 },
  )
})
