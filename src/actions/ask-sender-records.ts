import { proofPlaces, type ProofPlaces, type TextRecords } from '#domain/sender-domain'
import type { World } from './world.ts'

/** What the DNS says of a sender now. */
export type AskedSender = {
  readonly domain: string
  readonly places: ProofPlaces
  readonly records: ReadonlyMap<string, TextRecords>
}

/** Asks the DNS for everything by which receiving servers tell a sender from a forger, each name once. */
export async function askSenderRecords(
  { inboundDomain, providers, dkimDomain, dkimSelectors, textRecords }: World,
  senderAddress: string,
): Promise<AskedSender> {
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
  const places = proofPlaces({
    senderDomain: domain,
    bounceDomain: inboundDomain,
    providers,
    dkimDomain,
    dkimSelectors,
  })
  const names = [...new Set(Object.values(places).flat())]
  const records = new Map(await Promise.all(names.map(async (name) => [name, await textRecords(name)] as const)))
  return { domain, places, records }
}
