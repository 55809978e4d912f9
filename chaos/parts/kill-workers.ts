import { limits } from '#domain/limits'
import { listOpenBatches } from './campaign-run.ts'
import type { Stage } from './stage.ts'

/** Kills all workers, and remembers whose letters nobody can know of where the provider knows no key. */
export async function killWorkers(stage: Stage): Promise<void> {
  await stage.crew.killAll()
  await noteDoubts(stage)
}

/** What is open when its call was cut off may be uncertain, unless the provider knows its key. */
export async function noteDoubts(stage: Stage): Promise<void> {
  for (const id of await listOpenBatches(stage, 'smtp')) {
    if (!stage.inDoubt.has(id)) stage.inDoubt.set(id, limits.smtpDoubtMax)
  }
}
