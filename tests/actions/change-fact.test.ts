import { beforeAll, describe, expect, test } from 'vitest'
import { addFact } from '#actions/add-fact'
import { approveCampaign } from '#actions/approve-campaign'
import { cancelCampaign } from '#actions/cancel-campaign'
import { changeFact } from '#actions/change-fact'
import { readCampaign } from '#actions/read-campaign'
import { readFact } from '#actions/read-fact'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { retireFact } from '#actions/retire-fact'
import { reviseCampaign } from '#actions/revise-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import { findKeptFact } from '#database/fact-queries'
import { listNotices, tickOffNotice } from '#database/notice-queries'
import { factInputSchema, type FactInput } from '#domain/fact'
import { approve, assembleTeam, buildRevision, draftCampaign, soon, type Team } from '../support/campaigns.ts'
import { untilBlocked } from '../support/locks.ts'
import { addReader } from '../support/readers.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

/** A fact that the letter of these tests cites in both languages. */
const cited = 'X-01'

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  await addReader(testWorld.world, { locale: 'en' })
  await addReader(testWorld.world, { locale: 'ko' })
  return testWorld.close
})

async function inputOf(factId: string): Promise<FactInput> {
  const kept = await findKeptFact(testWorld.world.database, factId)
  if (!kept) throw new Error(`No fact ${factId}`)
  return factInputSchema.parse(Object.fromEntries(Object.entries(kept.fact).filter(([part]) => part !== 'id')))
}

const change = async (factId: string, changes: Partial<FactInput>, reason = 'The ministry corrected its release.') =>
  changeFact(testWorld.world, {
    member: team.editor,
    factId,
    fact: { ...(await inputOf(factId)), ...changes },
    reason,
  })

const statementOf = (number: number) => ({
  en: `In 2025, ${number} people arrived.`,
  ko: `2025년에 ${number}명이 입국하였습니다.`,
})

let figure = 0
const anotherStatement = () => ({ statement: statementOf((figure += 1)) })

const statusOf = async (campaignId: string) => (await readCampaign(testWorld.world, { campaignId })).status
const openNotices = async (campaignId: string) =>
  (await listNotices(testWorld.world.database, { openOnly: true, limit: 100 })).filter(
    (notice) => notice.campaignId === campaignId,
  )

async function scheduled(): Promise<string> {
  const campaignId = await draftCampaign(testWorld.world, team, { schedule: soon(testWorld.world, 30) })
  await approve(testWorld.world, team, campaignId)
  expect(await statusOf(campaignId)).toBe('scheduled')
  return campaignId
}

async function cancelEverything(): Promise<void> {
  const { world } = testWorld
  for (const { campaign } of (await readFact(world, { factId: cited })).uses)
    if (!campaign.cancelledAt) await cancelCampaign(world, { member: team.editor, campaignId: campaign.id })
}

describe('a changed fact', () => {
  test('keeps what it said, who changed it and why', async () => {
    const before = (await inputOf(cited)).statement
    await change(cited, { statement: statementOf(223) }, 'Two releases differ.')
    const read = await readFact(testWorld.world, { factId: cited })
    expect(read.fact.statement).toEqual(statementOf(223))
    expect(read.editedAt).toEqual(testWorld.world.now())
    expect(read.history[0]).toMatchObject({ reason: 'Two releases differ.', changedBy: team.editor.id })
    expect(read.history[0]?.before?.statement).toEqual(before)
    await expect(
      testWorld.testDatabase.pool.query(`update fact_changes set reason = 'none' where fact_id = $1`, [cited]),
    ).rejects.toThrow(/never changed/)
  })

  test('voids the approval of a letter that waits, which does not leave until somebody approves it again', async () => {
    const { world, clock } = testWorld
    const campaignId = await scheduled()
    const { uses } = await change(cited, anotherStatement())
    expect(uses.find(({ campaign }) => campaign.id === campaignId)?.status).toBe('in-review')
    clock.advance({ minutes: 31 })
    await releaseDueCampaigns(world)
    expect(await statusOf(campaignId)).toBe('in-review')

    clock.advance({ minutes: -31 })
    const { boundHash: fingerprint = '' } = await readCampaign(world, { campaignId })
    await approveCampaign(world, { member: team.approver, campaignId, fingerprint })
    clock.advance({ minutes: 31 })
    await releaseDueCampaigns(world)
    expect(await statusOf(campaignId)).toBe('sending')
  })

  test('that is changed back leaves the letter as it was approved', async () => {
    const campaignId = await scheduled()
    const before = await inputOf(cited)
    await change(cited, anotherStatement())
    expect(await statusOf(campaignId)).toBe('in-review')
    await change(cited, before)
    expect(await statusOf(campaignId)).toBe('scheduled')
  })

  test('is told of for each campaign that is not over, once, and anew with every change', async () => {
    const { world } = testWorld
    const draft = await draftCampaign(world, team)
    const over = await scheduled()
    await cancelCampaign(world, { member: team.editor, campaignId: over })
    const { uses } = await change(cited, anotherStatement())
    expect(uses.map(({ campaign, status }) => [campaign.id, status])).toEqual(
      expect.arrayContaining([
        [draft, 'draft'],
        [over, 'cancelled'],
      ]),
    )
    const [told, ...others] = await openNotices(draft)
    expect([told?.kind, told?.factId, others]).toEqual(['fact-changed', cited, []])
    expect(await openNotices(over)).toEqual([])

    await tickOffNotice(world.database, told?.id ?? '', { doneBy: team.editor.id, doneAt: world.now() })
    expect(await openNotices(draft)).toEqual([])
    await change(cited, anotherStatement())
    expect(await openNotices(draft)).toHaveLength(1)
  })

  test('is mailed to staff at once where a letter waits, and else with the next mail of the day', async () => {
    const { pool } = testWorld.testDatabase
    const mails = async () => {
      const { rowCount } = await pool.query(`delete from job_outbox where name = 'send-staff-notice'`)
      return rowCount
    }
    await cancelEverything()
    await draftCampaign(testWorld.world, team)
    await mails()
    await change(cited, anotherStatement())
    expect(await mails()).toBe(0)
    await scheduled()
    await change(cited, anotherStatement())
    expect(await mails()).toBeGreaterThanOrEqual(3)
  })

  test('that says the same tells nobody', async () => {
    const { world } = testWorld
    const { history } = await readFact(world, { factId: cited })
    const draft = await draftCampaign(world, team)
    await change(cited, {})
    expect((await readFact(world, { factId: cited })).history).toEqual(history)
    expect(await openNotices(draft)).toEqual([])
  })

  test('counts in the newest revision of a campaign only', async () => {
    const { world } = testWorld
    const campaignId = await draftCampaign(world, team)
    const contents = Object.fromEntries(
      Object.entries(buildRevision().contents).map(([locale, content]) => [
        locale,
        { ...content, summary: plain, body: plain, keyFigure: null, figures: [] },
      ]),
    )
    await reviseCampaign(world, {
      member: team.editor,
      campaignId,
      revision: buildRevision({ basedOn: 1, contents }),
    })
    const { uses } = await change(cited, anotherStatement())
    expect(uses.map(({ campaign }) => campaign.id)).not.toContain(campaignId)
    expect(uses.length).toBeGreaterThan(0)
  })

  test('that is under way is waited for by a release, which then finds that nothing is approved', async () => {
    const { world, clock, testDatabase } = testWorld
    const campaignId = await scheduled()
    clock.advance({ minutes: 31 })
    const client = await testDatabase.pool.connect()
    try {
      // Another transaction is about to change the fact and has not ended.
      await client.query('begin')
      await client.query('select from facts where id = $1 for update', [cited])
      const released = releaseDueCampaigns(world)
      await untilBlocked(testDatabase.pool)
      await client.query(`update facts set fact = jsonb_set(fact, '{note}', '{"en":"x","ko":"x"}') where id = $1`, [
        cited,
      ])
      await client.query('commit')
      await released
      expect(await statusOf(campaignId)).toBe('in-review')
    } finally {
      client.release()
    }
    clock.advance({ minutes: -31 })
  })

  test.each(['translator'] as const)('is not for a %s', async (role) => {
    const member = await addStaff(testWorld.world, role)
    const wish = { member, factId: cited, fact: await inputOf(cited), reason: 'No reason.' }
    await expect(changeFact(testWorld.world, wish)).rejects.toMatchObject({ code: 'role-missing' })
  })
})

describe('facts that contradict each other', () => {
  test('both say so, from then on and no longer', async () => {
    const { world } = testWorld
    const fact = { ...(await inputOf(cited)), conflictsWith: ['CNT-06'] }
    await addFact(world, { member: team.editor, factId: 'NEW-01', fact, reason: null })
    const other = await readFact(world, { factId: 'CNT-06' })
    expect(other.fact.conflictsWith).toEqual(['NEW-01'])
    expect(other.concerns).toContain('conflicting')
    expect(other.conflicts.map(({ id }) => id)).toEqual(['NEW-01'])

    await change('NEW-01', { conflictsWith: [] })
    expect((await readFact(world, { factId: 'CNT-06' })).fact.conflictsWith).toEqual([])
    expect((await readFact(world, { factId: 'CNT-06' })).history).toHaveLength(2)
  })

  test.each([['NOT-01'], [cited]])('are two of the ledger: %s is refused', async (other) => {
    const wish = change(cited, { conflictsWith: [other] })
    await expect(wish).rejects.toMatchObject({ code: 'fact-unknown', field: 'conflictsWith' })
  })
})

test('a fact of a taken id is not added', async () => {
  const wish = { member: team.editor, factId: cited, fact: await inputOf('CNT-01'), reason: null }
  await expect(addFact(testWorld.world, wish)).rejects.toMatchObject({ code: 'fact-exists' })
})

describe('a retired fact', () => {
  test('cannot be cited anew, nor leave in a letter that waits, until it is brought back', async () => {
    const { world } = testWorld
    const campaignId = await scheduled()
    const retire = (isRetired: boolean) =>
      retireFact(world, { member: team.editor, factId: cited, isRetired, reason: 'The survey was withdrawn.' })
    const { uses } = await retire(true)
    expect(uses.find(({ campaign }) => campaign.id === campaignId)?.status).toBe('in-review')
    expect(await openNotices(campaignId)).toMatchObject([{ kind: 'fact-changed', factId: cited }])
    const revision = buildRevision({ basedOn: 1 })
    await expect(reviseCampaign(world, { member: team.editor, campaignId, revision })).rejects.toMatchObject({
      code: 'fact-retired',
      detail: { factId: cited },
    })
    await expect(submitCampaign(world, { member: team.editor, campaignId })).rejects.toMatchObject({
      code: 'fact-retired',
    })
    await retire(false)
    expect(await statusOf(campaignId)).toBe('scheduled')
  })
})

const plain = {
  type: 'doc' as const,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Nothing is cited.' }] }],
}
