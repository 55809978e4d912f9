import { findOrganisation, type Organisation } from '#database/organisation-queries'
import { Refusal } from '#domain/refusal'
import type { Sender } from '#domain/sender'
import type { World } from './world.ts'

/** The organisation as administrators described it. @throws Refusal `organisation-incomplete` before they have */
export async function readOrganisation(world: World): Promise<Organisation> {
  const organisation = await findOrganisation(world.database)
  if (!organisation) throw new Refusal('organisation-incomplete')
  return organisation
}

/** Who letters come from. */
export function senderOf({ name, senderAddress, contactAddress }: Organisation): Sender {
  return { name, address: senderAddress, replyTo: contactAddress }
}
