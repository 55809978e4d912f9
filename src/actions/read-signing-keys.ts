import { findAuditEvents } from '#database/audit-queries'
import { signingKeyNoted } from './note-signing-keys.ts'
import type { World } from './world.ts'

/** The records that prove our own signatures, by their names in the DNS, as far as a process that signs has said them. */
export async function readSigningKeys(world: World, names: readonly string[]): Promise<Map<string, string>> {
  const noted = await Promise.all(
    names.map((subject) => findAuditEvents(world.database, { action: signingKeyNoted, subject, limit: 1 })),
  )
  return new Map(
    noted.flat().flatMap(({ subject, detail }) => (subject === null ? [] : [[subject, String(detail['record'])]])),
  )
}
