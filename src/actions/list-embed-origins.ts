import { findOrganisation } from '#database/organisation-queries'
import type { World } from './world.ts'

/** The origins whose pages may carry the subscribe form; none before the organisation is described. */
export async function listEmbedOrigins(world: World): Promise<readonly string[]> {
  return (await findOrganisation(world.database))?.embedOrigins ?? []
}
