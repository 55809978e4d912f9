import { beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { finishCampaign } from '#actions/finish-campaign'
import { listNotices } from '#actions/list-notices'
import { readCampaign } from '#actions/read-campaign'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

describe('a campaign that is over', () => {
  test('tells staff once of letters of which nobody knows whether they left', async () => {
    const { world } = stage
    await stage.addReaders(3)
    const { campaignId } = await createToldCampaign(stage, { uncertain: [1] })
    await finishCampaign(world, { campaignId })
    await finishCampaign(world, { campaignId })
    expect((await readCampaign(world, { campaignId })).status).toBe('sent')
    expect(await noticesOf(campaignId)).toEqual(['letters-uncertain'])
  })

  test('tells nothing where every letter is known of, by the answer or by word that came later', async () => {
    const { world } = stage
    await stage.addReaders(3)
    const told = await createToldCampaign(stage, { uncertain: [1] })
    await told.tell(1, { kind: 'delivered' })
    await applyProviderEvents(world)
    await finishCampaign(world, told)
    expect(await noticesOf(told.campaignId)).toEqual([])
  })
})

async function noticesOf(campaignId: string): Promise<string[]> {
  const { notices } = await listNotices(stage.world, { member: stage.team.editor, openOnly: true })
  return notices.filter(({ notice }) => notice.campaignId === campaignId).map(({ notice }) => notice.kind)
}
