import { listTopics as listRows, type Topic } from '#database/topic-queries'
import type { World } from './world.ts'

/** The topics on offer, in their order. */
export async function listTopics(world: World): Promise<Topic[]> {
  return listRows(world.database)
}
