import { judgeProof } from '#domain/sender-domain'
import { describeProof, describeReturnPath, type SenderProofState } from '#domain/sender-records'
import { askSenderRecords } from './ask-sender-records.ts'
import { readOrganisation } from './read-organisation.ts'
import type { World } from './world.ts'

/** A sender and what proves it. */
export type InspectedSender = {
  readonly address: string
  readonly domain: string
  readonly proofs: readonly SenderProofState[]
}

/**
 * How the sender of all letters stands in the DNS at this moment, with the records that would do where some are missing.
 * @throws Refusal `organisation-incomplete`
 */
export async function inspectSender(world: World): Promise<InspectedSender> {
  const { senderAddress } = await readOrganisation(world)
  const sender = await askSenderRecords(world, senderAddress)
  const { domain, places, records, signingKeys } = sender
  const servers = await Promise.all(
    [...new Set(places.spf)].map(async (name) => [name, await world.mailServers(name)] as const),
  )
  return {
    address: senderAddress,
    domain,
    proofs: [
      ...describeProof(sender, judgeProof(places, records, signingKeys)),
      describeReturnPath(sender, new Map(servers), world.inboundDomain),
    ],
  }
}
