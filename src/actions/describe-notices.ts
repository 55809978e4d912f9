import { findCampaigns } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { listEntries } from '#database/library-queries'
import type { StaffNotice } from '#database/notice-queries'
import { findPlannedDrafts } from '#database/planning-queries'
import type { Localised } from '#domain/locale'
import type { NoticeLine } from '#domain/staff-notice'

/** A notice with what it is about, as that stands now. */
export type DescribedNotice = Omit<NoticeLine, 'observance'> & {
  readonly notice: StaffNotice
  readonly observance: Localised | null
}

/** Adds to notices the names of what they are about. */
export async function describeNotices(executor: Executor, notices: readonly StaffNotice[]): Promise<DescribedNotice[]> {
  const campaignIds = notices.map(({ campaignId }) => campaignId).filter((id) => id !== null)
  const campaigns = new Map((await findCampaigns(executor, campaignIds)).map((campaign) => [campaign.id, campaign]))
  const drafts = new Map((await findPlannedDrafts(executor, campaignIds)).map(({ draft }) => [draft.campaignId, draft]))
  const observances = new Map(
    (await listEntries(executor, 'observance', { withRetired: true })).map(({ id, entry }) => [id, entry]),
  )
  const playbooks = new Map(
    (await listEntries(executor, 'playbook', { withRetired: true })).map(({ id, entry }) => [id, entry]),
  )
  return notices.map((notice) => {
    const { kind, observanceId, offsetDays, campaignId, factId } = notice
    const campaign = campaigns.get(campaignId ?? '')
    const draft = drafts.get(campaignId ?? '')
    const step = playbooks.get(observanceId ?? '')?.series.find((candidate) => candidate.offsetDays === offsetDays)
    return {
      notice,
      kind,
      observance: observances.get(observanceId ?? '')?.name ?? null,
      purpose: step?.purpose ?? null,
      offsetDays,
      day: notice.about,
      campaign: campaign?.name ?? null,
      isTentative: draft?.isTentative ?? false,
      hasOwnSchedule: draft !== undefined && campaign?.scheduleVersion !== draft.scheduleVersion,
      voidReason: draft?.voidReason ?? null,
      factId,
    }
  })
}
