import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { followCampaign } from '#actions/follow-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { deliveryBatches } from '#database/tables'
import { approve, draftCampaign, realContents } from '../support/campaigns.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

/** Sends every batch of one language, and leaves the others. */
async function sendTo(locale: string): Promise<void> {
  for (const batch of await stage.batches()) if (batch.locale === locale) await stage.send(batch.id)
}

describe('how far a letter has come', () => {
  test('is told by the language of its readers, from before the first batch to after the last', async () => {
    const { world } = stage
    await stage.addReaders(5, ['ko', 'en', 'ko', 'ko', 'en'])
    const campaignId = await stage.release()
    const follow = async () => (await followCampaign(world, { campaignId })).languages
    expect(await follow()).toEqual([
      { locale: 'en', frozen: 0, settled: 0 },
      { locale: 'ko', frozen: 0, settled: 0 },
    ])
    await stage.expand(campaignId)
    await sendTo('ko')
    expect(await follow()).toEqual([
      { locale: 'en', frozen: 2, settled: 0 },
      { locale: 'ko', frozen: 3, settled: 3 },
    ])
    await sendTo('en')
    const { zones, account, languages } = await followCampaign(world, { campaignId })
    expect(languages.map(({ frozen, settled }) => [frozen, settled])).toEqual([
      [2, 2],
      [3, 3],
    ])
    expect(zones).toMatchObject([{ timeZone: '*', isExpanded: true, frozen: 5, settled: 5 }])
    expect(account).toMatchObject({ frozen: 5, accepted: 5, waiting: 0 })
  })

  test('counts readers whose language a letter has not with the language that they get', async () => {
    const { world, team, clock } = stage
    await stage.addReaders(3, ['ko', 'en', 'ko'])
    const { en } = realContents
    const campaignId = await draftCampaign(world, team, {
      revision: { contents: { ...(en && { en }) }, fallbackLocale: 'en' },
    })
    await approve(world, team, campaignId)
    clock.advance({ minutes: 6 })
    await releaseDueCampaigns(world)
    await stage.expand(campaignId)
    await sendTo('ko')
    expect((await followCampaign(world, { campaignId })).languages).toEqual([{ locale: 'en', frozen: 3, settled: 2 }])
  })

  test('keeps batches apart that were cut before languages were, so that nobody is missing', async () => {
    const { world } = stage
    await stage.addReaders(4, ['ko', 'en'])
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await world.database.update(deliveryBatches).set({ locale: null }).where(eq(deliveryBatches.locale, 'ko'))
    expect((await followCampaign(world, { campaignId })).languages).toEqual([
      { locale: 'en', frozen: 2, settled: 0 },
      { locale: 'ko', frozen: 0, settled: 0 },
      { locale: null, frozen: 2, settled: 0 },
    ])
  })
})
