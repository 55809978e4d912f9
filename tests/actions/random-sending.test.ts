import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { pauseCampaign } from '#actions/pause-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { resumeProvider } from '#actions/resume-provider'
import { routeCampaign } from '#actions/route-campaign'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { stopProvider } from '#actions/stop-provider'
import type { SendingWorld } from '#actions/world'
import { deliveries, deliveryBatches } from '#database/tables'
import { providerNames, troublePolicies, type ProviderName } from '#domain/provider'
import { PutOff } from '#domain/put-off'
import { Refusal } from '#domain/refusal'
import { courses, createPostOffice, Killed, type PostOffice } from '../support/post-office.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const readerCount = 13

let stage: SendingStage
let readers: { id: string; email: string }[]

beforeAll(async () => {
  const smtp = createRecordingMailer({ name: 'smtp', batchSizeMax: 4 })
  stage = await createSendingStage(createRecordingMailer({ name: 'resend', batchSizeMax: 6 }), {
    others: [smtp],
    thresholds: { failingBatches: 2, failingMinutes: 20 },
  })
  readers = await stage.addReaders(readerCount)
  return () => stage.close()
})

const provider = fc.constantFrom(...providerNames)
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('send' as const), batch: fc.nat(9), by: provider }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.constantFrom(5, 40, 200, 1_200, 9_000, 90_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('route' as const),
      to: fc.option(provider),
      policy: fc.constantFrom(...troublePolicies),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('stop' as const, 'go' as const), by: provider }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const) }) },
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type Run = { readonly world: SendingWorld; readonly campaignId: string; readonly office: PostOffice }

async function openBatchIds(campaignId: string): Promise<string[]> {
  const rows = await stage.world.database
    .select({ id: deliveryBatches.id, settledAt: deliveryBatches.settledAt })
    .from(deliveryBatches)
    .where(eq(deliveryBatches.campaignId, campaignId))
  return rows.filter(({ settledAt }) => settledAt === null).map(({ id }) => id)
}

async function send({ world }: Run, batchId: string, by: ProviderName): Promise<void> {
  try {
    await sendDeliveryBatch(world, { batchId, provider: by }, new AbortController().signal)
  } catch (error) {
    if (!(error instanceof PutOff || error instanceof Killed)) throw error
  }
}

async function take(run: Run, next: Step): Promise<void> {
  const { campaignId } = run
  const member = stage.team.editor
  switch (next.do) {
    case 'send': {
      const open = await openBatchIds(campaignId)
      const batchId = open[next.batch % Math.max(open.length, 1)]
      return batchId === undefined ? undefined : send(run, batchId, next.by)
    }
    case 'wait':
      return stage.clock.advance({ seconds: next.seconds })
    case 'route':
      return routeCampaign(run.world, { member, campaignId, provider: next.to, onProviderTrouble: next.policy })
    case 'stop':
      return stopProvider(run.world, { member, provider: next.by })
    case 'go':
      return resumeProvider(run.world, { member, provider: next.by })
    case 'pause':
      return pauseCampaign(run.world, { member, campaignId })
    case 'resume':
      return resumeCampaign(run.world, { member, campaignId })
  }
}

/** Does a step, as far as it is allowed where the campaign stands. */
async function tryStep(run: Run, next: Step): Promise<void> {
  await take(run, next).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

/** What became of each reader, by the books. */
async function fates(campaignId: string): Promise<Map<string, 'waiting' | 'accepted' | 'failed' | 'uncertain'>> {
  const rows = await stage.world.database
    .select({ delivery: deliveries, settledAt: deliveryBatches.settledAt })
    .from(deliveries)
    .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
    .where(eq(deliveries.campaignId, campaignId))
  const emailOf = new Map(readers.map(({ id, email }) => [id, email]))
  return new Map(
    rows.map(({ delivery, settledAt }) => {
      const fate = delivery.failedAt
        ? 'failed'
        : delivery.uncertainAt
          ? 'uncertain'
          : settledAt
            ? 'accepted'
            : 'waiting'
      return [emailOf.get(delivery.subscriberId) ?? '', fate]
    }),
  )
}

/** Nobody is lost and nobody has two letters, and the books say no more than is known. */
async function expectTruth({ campaignId, office: { mailboxes } }: Run): Promise<void> {
  expect(await stage.accountOf(campaignId)).toMatchObject({ frozen: readerCount, dropped: {} })
  const books = await fates(campaignId)
  expect(books.size).toBe(readerCount)
  for (const [email, fate] of books) {
    const possible = { accepted: [1], failed: [0], uncertain: [0, 1], waiting: [0, 1] }[fate]
    expect(possible).toContain(mailboxes.get(email) ?? 0)
  }
}

/** Whoever runs it mends everything, and the jobs go on until nothing is left to do. */
async function bringToEnd(run: Run): Promise<void> {
  run.office.follow([])
  for (const by of providerNames) await tryStep(run, { do: 'go', by })
  for (let round = 0; round < 200; round += 1) {
    const open = await openBatchIds(run.campaignId)
    if (open.length === 0) return
    await tryStep(run, { do: 'resume' })
    for (const batchId of open) for (const by of providerNames) await send(run, batchId, by)
    stage.clock.advance({ minutes: 3 })
  }
}

test(
  'whatever fails, dies, stops or is routed elsewhere, nobody gets two letters and the books are true',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...courses), { minLength: 1, maxLength: 12 }),
        fc.array(step, { minLength: 5, maxLength: 25 }),
        provider,
        async (planned, steps, first) => {
          const office = createPostOffice(stage.clock.now)
          const [resend, smtp] = office.mailers
          await stage.testDatabase.pool.query('delete from mail_providers')
          const campaignId = await stage.release()
          await stage.expand(campaignId)
          const run: Run = { world: { ...stage.world, mailers: { resend, smtp } }, campaignId, office }
          await take(run, { do: 'route', to: first, policy: 'hold' })
          office.follow(planned)
          for (const next of steps) {
            await tryStep(run, next)
            await expectTruth(run)
          }
          await bringToEnd(run)
          await expectTruth(run)
          expect([...(await fates(campaignId)).values()]).not.toContain('waiting')
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
  },
)
