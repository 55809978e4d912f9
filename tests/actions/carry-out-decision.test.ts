import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { approveCampaign } from '#actions/approve-campaign'
import { cancelCampaign } from '#actions/cancel-campaign'
import { listNotices } from '#actions/list-notices'
import { readCampaign } from '#actions/read-campaign'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import { plannedDrafts } from '#database/tables'
import { factIdsIn } from '#domain/letter'
import { openPlanningOffice, type PlanningOffice } from '../support/planning-office.ts'
import { addReader } from '../support/readers.ts'

/** Runs a test in an office of its own. */
async function inOffice(since: string, work: (office: PlanningOffice) => Promise<void>): Promise<void> {
  await using office = await openPlanningOffice(since)
  await work(office)
}

describe('a draft', () => {
  const find = async ({ world }: PlanningOffice, observanceId: string, offsetDays: number) => {
    const drafts = await world.database.select().from(plannedDrafts).where(eq(plannedDrafts.observanceId, observanceId))
    const draft = drafts.find((candidate) => candidate.offsetDays === offsetDays)
    if (!draft) throw new Error('There is no such draft.')
    return { draft, ...(await readCampaign(world, { campaignId: draft.campaignId })) }
  }
  /** Has the editor acknowledge what the letter cites, so that the letter can be submitted. */
  const finish = async ({ world, team: { editor } }: PlanningOffice, campaignId: string): Promise<void> => {
    const { revision } = await readCampaign(world, { campaignId })
    if (!revision) throw new Error('The draft has no words.')
    const { contents, audience, fallbackLocale, number } = revision
    await reviseCampaign(world, {
      member: editor,
      campaignId,
      revision: { basedOn: number, contents, audience, fallbackLocale, acknowledgedFacts: factIdsIn(contents) },
    })
  }

  test('can be written and approved by any two people, and by no one alone', () =>
    inOffice('2026-06-20', async (office) => {
      const { world, team } = office
      await addReader(world, { locale: 'ko', topics: ['days-of-remembrance'] })
      await office.planOn('2026-06-30')
      const { draft } = await find(office, 'nk-defectors-day', 0)
      const { campaignId } = draft
      await finish(office, campaignId)
      await submitCampaign(world, { member: team.approver, campaignId })
      const { boundHash: fingerprint = '' } = await readCampaign(world, { campaignId })
      await expect(approveCampaign(world, { member: team.approver, campaignId, fingerprint })).rejects.toMatchObject({
        code: 'approval-by-author',
      })
      await approveCampaign(world, { member: team.admin, campaignId, fingerprint })
      expect((await readCampaign(world, { campaignId })).status).toBe('scheduled')
    }))

  test('of a day that is not certain cannot be submitted, until somebody confirms the day', () =>
    inOffice('2026-02-20', async (office) => {
      const { world, team } = office
      await addReader(world, { locale: 'ko', topics: ['un-watch'] })
      await office.planOn('2026-02-28')
      const { draft } = await find(office, 'hrc-resolution', -7)
      await finish(office, draft.campaignId)
      const submitting = () => submitCampaign(world, { member: team.editor, campaignId: draft.campaignId })
      await expect(submitting()).rejects.toMatchObject({ code: 'date-tentative' })
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-01')
      expect(await office.told('2026-03-01')).toContain('2026-03-01 move hrc-resolution -7 for 2026-03-20')
      await submitting()
    }))

  test('follows its day with its schedule, and loses its approval', () =>
    inOffice('2026-02-01', async (office) => {
      const { world, team } = office
      await addReader(world, { locale: 'ko', topics: ['un-watch', 'take-action'] })
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-10')
      const { draft } = await find(office, 'hrc-resolution', -7)
      const { campaignId } = draft
      await finish(office, campaignId)
      await submitCampaign(world, { member: team.editor, campaignId })
      const { boundHash: fingerprint = '' } = await readCampaign(world, { campaignId })
      await approveCampaign(world, { member: team.approver, campaignId, fingerprint })
      await office.confirmDay('hrc-resolution', '2026', '2026-04-01')
      await office.planOn('2026-03-11')
      const moved = await readCampaign(world, { campaignId })
      expect(moved.status).toBe('draft')
      expect(moved.approval).toBeUndefined()
      expect(moved.campaign.occursOn?.toString()).toBe('2026-04-01')
      expect(moved.campaign.schedule).toMatchObject({ mode: 'local-time', date: '2026-03-25' })
      // Back to where it was: what was approved then is still not approved now.
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-12')
      await submitCampaign(world, { member: team.editor, campaignId })
      expect((await readCampaign(world, { campaignId })).status).toBe('in-review')
      expect((await office.told()).filter((line) => line.includes('move hrc-resolution -7'))).toEqual([
        '2026-03-12 move hrc-resolution -7 for 2026-03-20',
      ])
    }))

  test('keeps the schedule that a person gave it, and says so', () =>
    inOffice('2026-02-01', async (office) => {
      const { world, team } = office
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-12')
      const { draft } = await find(office, 'hrc-resolution', -1)
      const { campaignId } = draft
      const schedule = { mode: 'instant', date: '2026-03-25', time: '07:30', timeZone: 'Europe/Zurich' } as const
      await scheduleCampaign(world, { member: team.editor, campaignId, schedule })
      await office.confirmDay('hrc-resolution', '2026', '2026-04-01')
      await office.planOn('2026-03-13')
      const moved = await readCampaign(world, { campaignId })
      expect(moved.campaign.schedule).toEqual(schedule)
      expect(moved.campaign.occursOn?.toString()).toBe('2026-04-01')
      const { notices } = await listNotices(world, { member: team.editor, openOnly: true })
      const moves = notices.filter(({ kind, notice }) => kind === 'draft-moved' && notice.campaignId === campaignId)
      expect(moves.map(({ hasOwnSchedule }) => hasOwnSchedule)).toEqual([true])
    }))

  test('of what does not take place is void and says so to whoever submits it; a person can have a new one', () =>
    inOffice('2026-02-01', async (office) => {
      const { world, team } = office
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-12')
      const { draft } = await find(office, 'hrc-resolution', -1)
      await office.cancelDay('hrc-resolution', '2026')
      await office.planOn('2026-03-13')
      const { campaignId } = draft
      expect((await readCampaign(world, { campaignId })).status).toBe('cancelled')
      await expect(submitCampaign(world, { member: team.editor, campaignId })).rejects.toMatchObject({
        code: 'draft-void',
      })
      expect(await office.told('2026-03-13')).toContain('2026-03-13 void hrc-resolution -1 cancelled')
    }))

  test('that a person cancelled is left alone', () =>
    inOffice('2026-02-01', async (office) => {
      const { world, team } = office
      await office.confirmDay('hrc-resolution', '2026', '2026-03-27')
      await office.planOn('2026-03-12')
      const { draft } = await find(office, 'hrc-resolution', -1)
      await cancelCampaign(world, { member: team.editor, campaignId: draft.campaignId })
      await office.confirmDay('hrc-resolution', '2026', '2026-03-30')
      await office.planOn('2026-03-13')
      expect((await office.told('2026-03-13')).filter((line) => line.includes('hrc-resolution -1 '))).toEqual([])
    }))
})
