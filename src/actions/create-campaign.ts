import { insertCampaign } from '#database/campaign-queries'
import type { LetterKind } from '#domain/mail-template'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What a draft begins with. */
export type NewCampaign = {
  readonly name: string
  readonly slug: string
  readonly kind: LetterKind
  readonly occursOn: Temporal.PlainDate | null
}

/** Begins a draft; its author can never approve it. @throws Refusal `role-missing`, `campaign-name-taken` */
export async function createCampaign(
  world: World,
  { member, campaign }: { member: StaffMember; campaign: NewCampaign },
): Promise<{ campaignId: string }> {
  requirePermission(member, 'create-campaign')
  const campaignId = world.newId()
  await world.database.transaction(async (transaction) => {
    const isNew = await insertCampaign(transaction, {
      id: campaignId,
      ...campaign,
      code: world.letterCodes.codeFor(campaignId),
      authorId: member.id,
      createdAt: world.now(),
    })
    if (!isNew) throw new Refusal('campaign-name-taken', { field: 'slug' })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-created', subject: campaignId })
  })
  return { campaignId }
}
