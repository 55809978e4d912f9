import { findOrganisation } from '#database/organisation-queries'
import { defaultRetention, type Retention } from '#domain/retention'
import type { World } from './world.ts'

/** How long what is known of readers is kept, as the organisation has it; as usual while there is none. */
export async function readRetention(world: World): Promise<Retention> {
  return (await findOrganisation(world.database))?.retention ?? defaultRetention
}
