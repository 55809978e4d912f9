import { afterEach, beforeEach, expect, test } from 'vitest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { listCampaigns } from '#actions/list-campaigns'
import { readStatuses } from '#actions/read-statuses'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import { findCampaigns, insertCampaign, updateCampaign, type Campaign } from '#database/campaign-queries'
import { campaignApprovals, campaigns } from '#database/tables'
import { campaignStatuses, type CampaignStatus } from '#domain/campaign'
import { limits } from '#domain/limits'
import { approve, assembleTeam, draftCampaign, soon, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeEach(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
})

afterEach(() => testWorld[Symbol.asyncDispose]())

type Facts = Partial<Pick<Campaign, 'submittedAt' | 'pausedAt' | 'heldAt' | 'cancelledAt' | 'finishedAt'>>

/** Every way in which these facts can have happened or not. */
function everyWay(names: readonly (keyof Facts)[], at: Temporal.Instant): Facts[] {
  return names.reduce<Facts[]>(
    (ways, name) => ways.flatMap((way) => [way, { ...way, [name]: at }]),
    [Object.fromEntries(names.map((name) => [name, null]))],
  )
}

/** Lists by every status that the domain reads off the campaigns, and finds exactly those that have it. */
async function expectListedAsTheDomainSays(ids: readonly string[]): Promise<CampaignStatus[]> {
  const { world } = testWorld
  const read = await readStatuses(world, world.database, await findCampaigns(world.database, ids))
  const byStatus = Map.groupBy(read, ({ status }) => status)
  for (const [status, those] of byStatus) {
    const { campaigns: found, counts } = await listCampaigns(world, { statuses: [status] })
    expect(found.map((listed) => listed.status)).toEqual(those.map(() => status))
    expect(found.map(({ campaign }) => campaign.id).toSorted()).toEqual(those.map((one) => one.campaign.id).toSorted())
    expect(counts).toEqual(Object.fromEntries([...byStatus].map(([one, { length }]) => [one, length])))
  }
  return [...byStatus.keys()]
}

test('a list by status finds exactly what the domain says, whatever has happened', async () => {
  const { world } = testWorld
  await addReader(world)
  const approved = await draftCampaign(world, team)
  await approve(world, team, approved)
  const changed = await draftCampaign(world, team)
  await approve(world, team, changed)
  await scheduleCampaign(world, { member: team.editor, campaignId: changed, schedule: soon(world, 60) })
  const submitted = await draftCampaign(world, team)
  await submitCampaign(world, { member: team.editor, campaignId: submitted })
  const ids = [approved, changed, submitted]

  const found = new Set(await expectListedAsTheDomainSays(ids))
  const now = world.now()
  for (const facts of everyWay(['submittedAt', 'pausedAt', 'heldAt', 'cancelledAt', 'finishedAt'], now)) {
    await world.database.update(campaigns).set(facts)
    for (const status of await expectListedAsTheDomainSays(ids)) found.add(status)
  }
  const approvals = await world.database.select().from(campaignApprovals)
  const approval = approvals.find((row) => row.campaignId === approved)
  await updateCampaign(world.database, approved, {
    ...everyWay(['cancelledAt', 'finishedAt'], now)[0],
    submittedAt: now,
  })
  await updateCampaign(world.database, approved, { releasedAt: now, approvalId: approval?.id ?? null })
  for (const facts of everyWay(['pausedAt', 'heldAt'], now)) {
    await updateCampaign(world.database, approved, facts)
    for (const status of await expectListedAsTheDomainSays(ids)) found.add(status)
  }
  expect([...found].toSorted()).toEqual(campaignStatuses.toSorted())
})

/** Adds campaigns with these names and nothing else. */
async function addNamed(names: readonly string[]): Promise<string[]> {
  const { world } = testWorld
  const ids: string[] = []
  for (const name of names) {
    const id = world.newId()
    const text = `named-${ids.length}`
    const campaign = { id, name, slug: text, code: text, kind: 'issue-brief', createdAt: world.now() } as const
    expect(await insertCampaign(world.database, campaign)).toBe(true)
    ids.push(id)
  }
  return ids
}

test.each([
  ['defectors', ['Defectors’ Day 2026']],
  ['2026 DAY', ['Defectors’ Day 2026']],
  ['un', ['ＵＮ Resolution', 'Sunday', '100% funded']],
  ['ｕｎ　resolution', ['ＵＮ Resolution']],
  ['북한인권', ['북한 인권 결의']],
  ['결의 북한', ['북한 인권 결의']],
  ['인권'.normalize('NFD'), ['북한 인권 결의']],
  ['100%', ['100% funded']],
  ['_', []],
  ['  ', ['Defectors’ Day 2026', '북한 인권 결의', 'ＵＮ Resolution', 'Sunday', '100% funded', 'École']],
  ['école', ['École']],
])('the words “%s” find %j', async (words, names) => {
  await addNamed(['Defectors’ Day 2026', '북한 인권 결의', 'ＵＮ Resolution', 'Sunday', '100% funded', 'École'])
  const { campaigns: found } = await listCampaigns(testWorld.world, { words })
  expect(found.map(({ campaign }) => campaign.name).toSorted()).toEqual(names.toSorted())
})

test('a narrowed list is read page by page, each campaign once, and its last page says so', async () => {
  const { world } = testWorld
  // Those of one millisecond have no order but that of their ids.
  const ids = (
    await addNamed(Array.from({ length: 2 * limits.pageSizeMax + 4 }, (_, index) => `Letter ${index % 2}`))
  ).toSorted()
  for (const campaignId of ids.slice(0, 4)) await cancelCampaign(world, { member: team.approver, campaignId })
  const wish = { words: 'letter', statuses: ['draft'] } as const
  const first = await listCampaigns(world, wish)
  expect(first.campaigns).toHaveLength(limits.pageSizeMax)
  expect(first.counts).toEqual({ draft: 2 * limits.pageSizeMax, cancelled: 4 })
  const last = await listCampaigns(world, { ...wish, before: first.next ?? undefined })
  expect(last.next).toBeNull()
  const read = [...first.campaigns, ...last.campaigns].map(({ campaign }) => campaign.id)
  expect(read).toEqual(ids.slice(4).toReversed())
})
