import { updateSecondFactorAt } from '#database/second-factor-queries'
import type { World } from './world.ts'

/** Notes that whoever holds a session has shown a second factor just now. */
export async function noteSecondFactor(world: World, { sessionId }: { sessionId: string }): Promise<void> {
  await updateSecondFactorAt(world.database, sessionId, world.now())
}
