import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { beginStepDraft } from '#actions/begin-step-draft'
import { cancelCampaign } from '#actions/cancel-campaign'
import { cloneCampaign } from '#actions/clone-campaign'
import { readCampaign } from '#actions/read-campaign'
import { campaigns, factChanges, facts, plannedDrafts } from '#database/tables'
import { factIdsIn } from '#domain/letter'
import { draftCampaign } from '../support/campaigns.ts'
import { openPlanningOffice, type PlanningOffice } from '../support/planning-office.ts'

const on = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day)
const defectorsDay = (year: number) => ({
  observanceId: 'nk-defectors-day',
  nominalDate: on(`${year}-07-14`),
  offsetDays: 0,
})

/** The letter of the day in 2026, and the day on which somebody thinks of the next one. */
async function lastYear(office: PlanningOffice): Promise<string> {
  await office.planOn('2026-06-30')
  const drafts = await office.world.database.select().from(plannedDrafts).where(eq(plannedDrafts.offsetDays, 0))
  const draft = drafts.find(({ observanceId }) => observanceId === 'nk-defectors-day')
  office.setDay('2027-05-01')
  return draft?.campaignId ?? ''
}

test('last year’s letter takes the place of its step this year, and planning makes no second one', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  const campaignId = await lastYear(office)
  const source = await readCampaign(world, { campaignId })
  const clone = await cloneCampaign(world, { member: team.editor, campaignId, wish: {} })
  const { campaign, revision } = await readCampaign(world, clone)
  expect(campaign).toMatchObject({
    name: 'North Korean Defectors’ Day 2027',
    slug: 'nk-defectors-day-2027',
    kind: 'observance',
    authorId: team.editor.id,
    schedule: { mode: 'local-time', date: '2027-07-14' },
    submittedAt: null,
  })
  expect(campaign.occursOn?.toString()).toBe('2027-07-14')
  expect(revision).toMatchObject({ contents: source.revision?.contents, acknowledgedFacts: [] })
  await office.planOn('2027-06-30')
  const tied = await world.database.select().from(plannedDrafts).where(eq(plannedDrafts.occurrence, '2027-07-14'))
  expect(tied.filter(({ offsetDays }) => offsetDays === 0).map((draft) => draft.campaignId)).toEqual([clone.campaignId])
})

test('every fact that is stale, has changed since or was retired is named, and none is acknowledged', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  const campaignId = await lastYear(office)
  const { revision } = await readCampaign(world, { campaignId })
  const [changed = '', retired = ''] = factIdsIn(revision?.contents ?? {})
  const [{ fact } = { fact: undefined }] = await world.database.select().from(facts).where(eq(facts.id, changed))
  if (!fact) throw new Error('The letter cites no fact.')
  await world.database
    .insert(factChanges)
    .values({ id: world.newId(), factId: changed, before: fact, after: fact, changedAt: world.now() })
  await world.database.update(facts).set({ retiredAt: world.now() }).where(eq(facts.id, retired))
  const { facts: flagged } = await cloneCampaign(world, { member: team.editor, campaignId, wish: {} })
  expect(flagged.filter(({ hasChanged }) => hasChanged).map(({ factId }) => factId)).toEqual([changed])
  expect(flagged.filter(({ isRetired }) => isRetired).map(({ factId }) => factId)).toEqual([retired])
  expect(flagged.some(({ concerns }) => concerns.includes('stale'))).toBe(true)
})

test('a step that has a draft gets no second one, until the first is cancelled', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  const campaignId = await lastYear(office)
  const first = await beginStepDraft(world, { member: team.editor, step: defectorsDay(2027) })
  const cloning = () => cloneCampaign(world, { member: team.editor, campaignId, wish: { slug: 'another' } })
  await expect(cloning()).rejects.toMatchObject({ code: 'draft-exists' })
  expect(await world.database.select().from(campaigns).where(eq(campaigns.slug, 'another'))).toEqual([])
  await cancelCampaign(world, { member: team.editor, campaignId: first.campaignId })
  const second = await cloning()
  const [tied] = await world.database.select().from(plannedDrafts).where(eq(plannedDrafts.occurrence, '2027-07-14'))
  expect(tied?.campaignId).toBe(second.campaignId)
})

test('a letter of no playbook is set for the same day of the year in which it comes next, or for the day asked for', async () => {
  await using office = await openPlanningOffice('2026-06-20')
  const { world, team } = office
  const campaignId = await draftCampaign(world, team)
  office.setDay('2026-11-01')
  const next = await cloneCampaign(world, { member: team.editor, campaignId, wish: {} })
  const { campaign } = await readCampaign(world, next)
  expect([campaign.occursOn?.toString(), campaign.slug.endsWith('-2027'), campaign.schedule]).toEqual([
    '2027-07-14',
    true,
    null,
  ])
  const wish = { name: 'A day in May', slug: 'a-day-in-may', occursOn: on('2027-05-01') }
  const asked = await cloneCampaign(world, { member: team.editor, campaignId, wish })
  expect((await readCampaign(world, asked)).campaign).toMatchObject({ name: 'A day in May', slug: 'a-day-in-may' })
  await expect(cloneCampaign(world, { member: team.editor, campaignId, wish })).rejects.toMatchObject({
    code: 'campaign-name-taken',
    field: 'slug',
  })
})

test('the draft of a step can be made by hand long before its day, once, and planning leaves it as it is', async () => {
  await using office = await openPlanningOffice('2026-11-01')
  const { world, team } = office
  const step = defectorsDay(2027)
  const attempts = await Promise.allSettled([
    beginStepDraft(world, { member: team.editor, step }),
    beginStepDraft(world, { member: team.admin, step }),
  ])
  expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await office.planOn('2027-06-30')
  const told = await office.told('2027-06-30')
  expect(told).toContain('2027-06-30 draft nk-defectors-day -1 for 2027-07-13')
  expect(told.filter((line) => line.includes('nk-defectors-day 0'))).toEqual([])
})

test('what takes place after all can have a new draft where the first one is void', async () => {
  await using office = await openPlanningOffice('2026-02-01')
  const { world, team } = office
  await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
  await office.planOn('2026-03-13')
  await office.cancelDay('hrc-resolution', '2026')
  await office.planOn('2026-03-14')
  const step = { observanceId: 'hrc-resolution', nominalDate: on('2026-03-21'), offsetDays: -1 }
  await expect(beginStepDraft(world, { member: team.editor, step })).rejects.toMatchObject({
    code: 'occurrence-cancelled',
  })
  await office.reinstateDay('hrc-resolution', '2026')
  await office.planOn('2026-03-15')
  expect(await office.told('2026-03-15')).toContain('2026-03-15 reinstated hrc-resolution -1 for 2026-03-26')
  const { campaignId } = await beginStepDraft(world, { member: team.editor, step })
  await office.planOn('2026-03-16')
  expect((await readCampaign(world, { campaignId })).status).toBe('draft')
})

test.each([
  ['an occurrence that is none', { ...defectorsDay(2027), nominalDate: on('2027-07-15') }],
  ['a step that begins no letter', { ...defectorsDay(2027), observanceId: 'human-rights-day', offsetDays: -30 }],
  ['an observance that is none', { ...defectorsDay(2027), observanceId: 'no-such-day' }],
])('no draft is made of %s', async (_, step) => {
  await using office = await openPlanningOffice('2026-11-01')
  await expect(beginStepDraft(office.world, { member: office.team.editor, step })).rejects.toMatchObject({
    code: 'step-unknown',
  })
})
