import { afterEach, beforeEach, expect, test } from 'vitest'
import { approvedMailOf } from '#actions/approved-mail-of'
import { approve, assembleTeam, draftCampaign, realContents, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeEach(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  await addReader(testWorld.world)
})

afterEach(() => testWorld.close())

async function approveOne(): Promise<string> {
  const { world } = testWorld
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  const { rows } = await testWorld.testDatabase.pool.query<{ id: string }>(
    'select id from campaign_approvals where campaign_id = $1',
    [campaignId],
  )
  return rows[0]?.id ?? ''
}

test('what was approved is read once, and holds every language', async () => {
  const { world } = testWorld
  const approvalId = await approveOne()
  const mail = await approvedMailOf(world.database, approvalId)
  expect([...mail.letters.keys()].toSorted()).toEqual(['en', 'ko'])
  expect(mail.letters.get('ko')?.subject).toBe(realContents.ko?.subject)
  expect(mail.sender.address).toBe('letters@news.example')
  expect(await approvedMailOf(world.database, approvalId)).toBe(mail)
})

test('only the newest few are kept', async () => {
  const { world } = testWorld
  const approvalId = await approveOne()
  const mail = await approvedMailOf(world.database, approvalId)
  for (let other = 0; other < 8; other += 1) await approvedMailOf(world.database, await approveOne())
  const again = await approvedMailOf(world.database, approvalId)
  expect(again).not.toBe(mail)
  expect(again).toEqual(mail)
})

test('an approval that is not there is a mistake of ours', async () => {
  await expect(approvedMailOf(testWorld.world.database, testWorld.world.newId())).rejects.toThrow('approval')
})
