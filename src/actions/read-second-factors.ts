import { findSecondFactors } from '#database/second-factor-queries'
import type { SecondFactors } from '#domain/second-factor'
import type { World } from './world.ts'

/** The second factors that a member of staff has. */
export async function readSecondFactors(world: World, { staffId }: { staffId: string }): Promise<SecondFactors> {
  return findSecondFactors(world.database, staffId)
}
