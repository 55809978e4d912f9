import { proofPlaces } from '#domain/sender-domain'
import type { KnownSender } from '#domain/sender-records'
import { readSigningKeys } from './read-signing-keys.ts'
import type { World } from './world.ts'

/** Asks the DNS for everything by which receiving servers tell a sender from a forger, each name once. */
export async function askSenderRecords(world: World, senderAddress: string): Promise<KnownSender> {
  const { inboundDomain, providers, dkimDomain, dkimSelectors, textRecords } = world
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
  const places = proofPlaces({
    senderDomain: domain,
    bounceDomain: inboundDomain,
    providers,
    dkimDomain,
    dkimSelectors,
  })
  const names = [...new Set(Object.values(places).flat())]
  const [signingKeys, ...answers] = await Promise.all([
    readSigningKeys(world, places.dkim),
    ...names.map(async (name) => [name, await textRecords(name)] as const),
  ])
  return { domain, places, records: new Map(answers), signingKeys }
}
