import { saveOrganisation as saveRow } from '#database/organisation-queries'
import { parseEmailAddress } from '#domain/email-address'
import type { Imprint } from '#domain/imprint'
import type { OrganisationInput } from '#domain/organisation'
import { requireSignedDomain } from '#domain/sender'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent, type AuditEntry } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Describes the organisation that sends. What campaigns already approved say of it stays as approved; a change of the
 * sender voids approvals of campaigns that have not left. Imprint, embedding and retention stay when they are left out.
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`, `sender-domain-not-signed`
 */
export async function saveOrganisation(
  world: World,
  { member, organisation }: { member: StaffMember; organisation: OrganisationInput },
): Promise<void> {
  requirePermission(member, 'manage-organisation')
  const { imprint } = organisation
  const values = {
    ...organisation,
    contactAddress: parseEmailAddress(organisation.contactAddress, 'contactAddress'),
    senderAddress: parseEmailAddress(organisation.senderAddress, 'senderAddress'),
    ...(imprint && { imprint: { ...imprint, securityContact: parseSecurityContact(imprint) } }),
  }
  requireSignedDomain(values.senderAddress, world.dkimDomain, 'senderAddress')
  await world.database.transaction(async (transaction) => {
    await saveRow(transaction, values)
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'organisation-saved',
      detail: describeChange(organisation),
    })
  })
}

function parseSecurityContact({ securityContact }: Imprint): string | null {
  return securityContact === null ? null : parseEmailAddress(securityContact, 'imprint.securityContact')
}

/** What somebody may have to answer for later: who may embed the form, and how long readers are kept. */
function describeChange({ embedOrigins, retention }: OrganisationInput): NonNullable<AuditEntry['detail']> {
  return { ...(embedOrigins && { embedOrigins: embedOrigins.join(' ') }), ...retention }
}
