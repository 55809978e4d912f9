import type { Executor } from '#database/database'
import { findEntry, readSingleEntry } from '#database/library-queries'
import { audienceRuleSchema } from '#domain/audience'
import { draftBrief } from '#domain/draft-letter'
import type { LetterKind } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { beginCampaign, type CampaignBeginning } from './begin-campaign.ts'
import type { World } from './world.ts'

/** What a draft begins with. */
export type NewCampaign = {
  readonly name: string
  readonly slug: string
  readonly kind: LetterKind
  readonly occursOn: Temporal.PlainDate | null
  /** The issue whose brief it begins with; without one it is empty. */
  readonly issueId?: string | null
}

/**
 * Begins a draft; its author can never approve it.
 * @throws Refusal `role-missing`, `campaign-name-taken`, `issue-unknown`
 */
export async function createCampaign(
  world: World,
  { member, campaign }: { member: StaffMember; campaign: NewCampaign },
): Promise<{ campaignId: string }> {
  requirePermission(member, 'create-campaign')
  return world.database.transaction(async (transaction) => {
    const { issueId = null } = campaign
    const words = issueId === null ? null : await readBrief(transaction, issueId)
    return beginCampaign(world, transaction, { author: member, campaign: { ...campaign, ...(words && { words }) } })
  })
}

async function readBrief(executor: Executor, issueId: string): Promise<CampaignBeginning['words']> {
  const issue = await findEntry(executor, 'issue', issueId)
  if (!issue || issue.retiredAt) throw new Refusal('issue-unknown', { field: 'issueId' })
  const { links } = await readSingleEntry(executor, 'cause')
  const { topics } = issue.entry
  return { contents: draftBrief(issue.entry, links), audience: audienceRuleSchema.parse({ topics }) }
}
