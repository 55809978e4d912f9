import { readInboundAddress, type InboundAddress } from '#domain/inbound-address'
import type { World } from './world.ts'

/**
 * What mail to an address is for; null for an address that takes no mail, such as one with a reference that we never
 * gave away. Needs no database, so that a server can refuse a recipient before it takes the message.
 */
export function readInboundRecipient(
  { inboundDomain, references }: Pick<World, 'inboundDomain' | 'references'>,
  address: string,
): InboundAddress | null {
  const found = inboundDomain === null ? null : readInboundAddress(address, inboundDomain)
  return found?.purpose === 'bounce' && references.read(found.reference) === null ? null : found
}
