import { beforeAll, describe, expect, test } from 'vitest'
import { approveCampaign } from '#actions/approve-campaign'
import { cancelCampaign } from '#actions/cancel-campaign'
import { readCampaign } from '#actions/read-campaign'
import { checkAuditChain } from '#actions/check-audit-chain'
import { reviseCampaign, type RevisionInput } from '#actions/revise-campaign'
import { saveOrganisation } from '#actions/save-organisation'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import {
  approve,
  assembleTeam,
  buildRevision,
  draftCampaign,
  realContents,
  soon,
  testOrganisation,
  type Team,
} from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

const englishOnly: RevisionInput['contents'] = realContents.en ? { en: realContents.en } : {}

let testWorld: TestWorld
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  await addReader(testWorld.world, { locale: 'en' })
  await addReader(testWorld.world, { locale: 'ko' })
  return testWorld.close
})

async function statusOf(campaignId: string) {
  return (await readCampaign(testWorld.world, { campaignId })).status
}

async function submitted(revision = {}) {
  const campaignId = await draftCampaign(testWorld.world, team, { revision })
  await submitCampaign(testWorld.world, { member: team.editor, campaignId })
  const { boundHash = '' } = await readCampaign(testWorld.world, { campaignId })
  return { campaignId, fingerprint: boundHash }
}

describe('approval', () => {
  test('by another makes a submitted campaign scheduled', async () => {
    const { campaignId, fingerprint } = await submitted()
    expect(await statusOf(campaignId)).toBe('in-review')
    await approveCampaign(testWorld.world, { member: team.approver, campaignId, fingerprint })
    expect(await statusOf(campaignId)).toBe('scheduled')
  })

  test('is refused to whoever wrote any revision, and to whoever submitted', async () => {
    const { world } = testWorld
    const campaignId = await draftCampaign(world, team)
    await reviseCampaign(world, { member: team.admin, campaignId, revision: buildRevision({ basedOn: 1 }) })
    const submitter = await addStaff(world, 'approver')
    await submitCampaign(world, { member: submitter, campaignId })
    const { boundHash: fingerprint = '' } = await readCampaign(world, { campaignId })
    for (const member of [team.admin, submitter]) {
      await expect(approveCampaign(world, { member, campaignId, fingerprint })).rejects.toMatchObject({
        code: 'approval-by-author',
      })
    }
    await approveCampaign(world, { member: team.approver, campaignId, fingerprint })
  })

  test('by an author is refused by the database too', async () => {
    const { campaignId } = await submitted()
    const { revision } = await readCampaign(testWorld.world, { campaignId })
    const insert = testWorld.testDatabase.pool.query(
      `insert into campaign_approvals (id, campaign_id, revision_id, approver_id, bound_hash, sender, approved_at)
       values (gen_random_uuid(), $1, $2, $3, 'x', '{}', now())`,
      [campaignId, revision?.id, team.editor.id],
    )
    await expect(insert).rejects.toThrow(/an author cannot approve/)
  })

  test('is refused to an editor', async () => {
    const { campaignId, fingerprint } = await submitted()
    const member = await addStaff(testWorld.world, 'editor')
    await expect(approveCampaign(testWorld.world, { member, campaignId, fingerprint })).rejects.toMatchObject({
      code: 'role-missing',
    })
  })

  test('of what one looked at before somebody edited it is refused', async () => {
    const { campaignId, fingerprint } = await submitted()
    const approveIt = () => approveCampaign(testWorld.world, { member: team.approver, campaignId, fingerprint })
    await reviseCampaign(testWorld.world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1 }) })
    await expect(approveIt()).rejects.toMatchObject({ code: 'campaign-not-submitted' })
    await submitCampaign(testWorld.world, { member: team.editor, campaignId })
    await expect(approveIt()).rejects.toMatchObject({ code: 'approval-outdated' })
  })

  test.each<[string, (campaignId: string) => Promise<unknown>]>([
    [
      'an edit',
      (campaignId) =>
        reviseCampaign(testWorld.world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1 }) }),
    ],
    [
      'another schedule',
      (campaignId) =>
        scheduleCampaign(testWorld.world, { member: team.editor, campaignId, schedule: soon(testWorld.world, 60) }),
    ],
  ])('an edit voids the approval: %s', async (_, change) => {
    const campaignId = await draftCampaign(testWorld.world, team)
    await approve(testWorld.world, team, campaignId)
    expect(await statusOf(campaignId)).toBe('scheduled')
    await change(campaignId)
    expect(await statusOf(campaignId)).toBe('draft')
    await submitCampaign(testWorld.world, { member: team.editor, campaignId })
    expect(await statusOf(campaignId)).toBe('in-review')
  })

  test('is voided by a schedule that was changed and changed back', async () => {
    const { world } = testWorld
    const schedule = soon(world, 30)
    const campaignId = await draftCampaign(world, team, { schedule })
    await approve(world, team, campaignId)
    await scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 60) })
    await scheduleCampaign(world, { member: team.editor, campaignId, schedule })
    await submitCampaign(world, { member: team.editor, campaignId })
    expect(await statusOf(campaignId)).toBe('in-review')
  })

  test('is voided by another sender', async () => {
    const { world } = testWorld
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    await saveOrganisation(world, {
      member: team.admin,
      organisation: { ...testOrganisation, senderAddress: 'other@news.example' },
    })
    expect(await statusOf(campaignId)).toBe('in-review')
    await saveOrganisation(world, { member: team.admin, organisation: testOrganisation })
    expect(await statusOf(campaignId)).toBe('scheduled')
  })

  test('cannot be given twice, nor to a cancelled campaign', async () => {
    const { campaignId, fingerprint } = await submitted()
    const approveIt = () => approveCampaign(testWorld.world, { member: team.approver, campaignId, fingerprint })
    await approveIt()
    await expect(approveIt()).rejects.toMatchObject({ code: 'already-approved' })
    await cancelCampaign(testWorld.world, { member: team.editor, campaignId })
    await expect(approveIt()).rejects.toMatchObject({ code: 'campaign-finished' })
  })
})

describe('submitting', () => {
  test('two edits of the same revision keep the first and refuse the second', async () => {
    const { world } = testWorld
    const campaignId = await draftCampaign(world, team)
    const edit = () =>
      reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1 }) })
    const outcomes = await Promise.allSettled([edit(), edit()])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'revision-outdated' },
    })
  })

  test.each<[string, Partial<RevisionInput>, string]>([
    ['a language that readers need is missing', { contents: englishOnly }, 'language-missing'],
    [
      'nobody is in the audience',
      { audience: { topics: ['press-and-partners'], exceptTopics: [], locales: [], timeZones: [] } },
      'audience-empty',
    ],
    ['a stale fact is not acknowledged', { acknowledgedFacts: [] }, 'fact-unacknowledged'],
  ])('is refused when %s', async (_, revision, code) => {
    const campaignId = await draftCampaign(testWorld.world, team, { revision })
    await expect(submitCampaign(testWorld.world, { member: team.editor, campaignId })).rejects.toMatchObject({ code })
    expect(await statusOf(campaignId)).toBe('draft')
  })

  test('takes a letter in one language when a fallback says so', async () => {
    const campaignId = await draftCampaign(testWorld.world, team, {
      revision: { contents: englishOnly, fallbackLocale: 'en' },
    })
    await submitCampaign(testWorld.world, { member: team.editor, campaignId })
    expect(await statusOf(campaignId)).toBe('in-review')
  })

  test('is refused when the schedule has passed meanwhile', async () => {
    const { world, clock } = testWorld
    const campaignId = await draftCampaign(world, team, { schedule: soon(world, 5) })
    clock.advance({ minutes: 10 })
    await expect(submitCampaign(world, { member: team.editor, campaignId })).rejects.toMatchObject({
      code: 'schedule-in-past',
    })
  })
})

test('the record of what staff did shows a changed entry', async () => {
  const { world, testDatabase } = testWorld
  expect((await checkAuditChain(world, { member: null })).brokenAt).toBeNull()
  await expect(testDatabase.pool.query(`update audit_events set action = 'nothing' where id = 3`)).rejects.toThrow(
    /never changed/,
  )
  await testDatabase.pool.query('alter table audit_events disable trigger audit_events_append_only')
  await testDatabase.pool.query(`update audit_events set action = 'nothing' where id = 3`)
  expect((await checkAuditChain(world, { member: null })).brokenAt).toBe(3)
})
