import { expect } from 'vitest'
import { expandAudience } from '#actions/expand-audience'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { reportCampaign } from '#actions/report-campaign'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import type { SendingWorld } from '#actions/world'
import { deliveryBatches } from '#database/tables'
import type { Locale } from '#domain/locale'
import type { ProviderName } from '#domain/provider'
import type { Thresholds } from '#domain/thresholds'
import { approve, assembleTeam, draftCampaign, keepNoCalendar, type Team } from './campaigns.ts'
import { addReader } from './readers.ts'
import { createRecordingMailer, type RecordingMailer } from './recording-mailer.ts'
import { createTestWorld, type TestWorld } from './world.ts'

/** A world with a team and a mailer to look into, and the steps a campaign goes through in it. */
export type SendingStage = Pick<TestWorld, 'clock' | 'testDatabase' | 'close'> & {
  readonly world: SendingWorld
  readonly team: Team
  readonly mailer: RecordingMailer
  /** Confirmed readers, every second one Korean; the jobs of their confirmations are dropped. */
  /** Readers of one language, whom one batch can hold; or of several, in turn. */
  addReaders(count: number, locales?: readonly Locale[]): Promise<{ id: string; email: string }[]>
  /** Brings an approved campaign to the moment before its audience is walked. */
  release(): Promise<string>
  /** Gives everyone of a campaign their place in a batch, and stops there. */
  expand(campaignId: string): Promise<void>
  /** The account and the reasons of a campaign, after checking that the account balances. */
  accountOf(campaignId: string): ReturnType<typeof accountIn>
  batches(): Promise<(typeof deliveryBatches.$inferSelect)[]>
  /** Runs the job of one batch, by the usual provider unless another is named. */
  send(batchId: string, provider?: ProviderName): Promise<void>
}

export async function createSendingStage(
  mailer: RecordingMailer = createRecordingMailer(),
  { others = [], thresholds }: { others?: readonly RecordingMailer[]; thresholds?: Partial<Thresholds> } = {},
): Promise<SendingStage> {
  const testWorld = await createTestWorld()
  const { clock, testDatabase, close } = testWorld
  const built = testWorld.sendWith(mailer, ...others)
  const world = { ...built, thresholds: { ...built.thresholds, ...thresholds } }
  const team = await assembleTeam(world)
  await keepNoCalendar(world)
  return {
    world,
    team,
    mailer,
    clock,
    testDatabase,
    close,
    async addReaders(count, locales = ['ko']) {
      const readers = []
      for (let number = 0; number < count; number += 1) {
        readers.push(await addReader(world, { locale: locales[number % locales.length] ?? 'ko' }))
      }
      await testDatabase.pool.query('delete from job_outbox')
      return readers
    },
    async release() {
      const campaignId = await draftCampaign(world, team)
      await approve(world, team, campaignId)
      clock.advance({ minutes: 6 })
      await releaseDueCampaigns(world)
      return campaignId
    },
    async expand(campaignId) {
      const { releases } = await readCampaign(world, { campaignId })
      for (const { id } of releases) await expandAudience(world, { releaseId: id }, new AbortController().signal)
    },
    accountOf: (campaignId) => accountIn(world, campaignId),
    batches: () => world.database.select().from(deliveryBatches),
    send: (batchId, provider = mailer.name) =>
      sendDeliveryBatch(world, { batchId, provider }, new AbortController().signal),
  }
}

async function accountIn(world: SendingWorld, campaignId: string) {
  const { account, ...rest } = await reportCampaign(world, { campaignId })
  const { accepted, dropped, failed, uncertain, waiting } = account
  expect(account.frozen).toBe(accepted + dropped + failed + uncertain + waiting)
  return { ...account, ...rest }
}
