import { listShownManifests } from '#database/manifest-queries'
import type { World } from './world.ts'

/** A letter that is vouched for. */
export type ListedManifest = { readonly code: string; readonly sentAt: Temporal.Instant | null }

/** The letters that are vouched for, newest first, as far as everybody can see them. */
export function listLetterManifests(world: World): Promise<ListedManifest[]> {
  return listShownManifests(world.database)
}
