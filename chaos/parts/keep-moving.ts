import { killWorkers } from './kill-workers.ts'
import type { Stage } from './stage.ts'
import { leapAhead } from './time-leap.ts'
import { until } from './until.ts'

// Without one more letter for so long, those that are left wait for a lock or a lease of the dead.
const silenceSeconds = 4

/**
 * As `until`, for what comes only while letters leave: when none does for a while, everybody dies once more and so much
 * time passes that what the dead held is free. In a run that does not move time, that time is waited for.
 */
export async function untilMoving(stage: Stage, what: string, probe: () => boolean | Promise<boolean>): Promise<void> {
  const { ledger, movesTime } = stage
  let seen = ledger.entries.length
  let silentSince = performance.now()
  await until(
    what,
    async () => {
      if (await probe()) return true
      if (ledger.entries.length !== seen) {
        seen = ledger.entries.length
        silentSince = performance.now()
      } else if (movesTime && performance.now() - silentSince > silenceSeconds * 1000) {
        await bringBack(stage)
        silentSince = performance.now()
      }
      return false
    },
    { withinSeconds: 150 },
  )
}

/** Kills everybody and lets so much time pass that what the dead held is free. */
export async function bringBack(stage: Stage): Promise<void> {
  await killWorkers(stage)
  await leapAhead(stage)
  await stage.crew.start()
}
