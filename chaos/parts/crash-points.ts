import type { Gate } from '../../tests/support/provider-double/gates.ts'
import { hasOnlyStrayBatches, release } from './campaign-run.ts'
import { untilMoving } from './keep-moving.ts'
import { killWorkers } from './kill-workers.ts'
import { batchIdIn, type SinkPlace } from './sinks.ts'
import type { Stage } from './stage.ts'
import { leapDay } from './time-leap.ts'
import { until } from './until.ts'

/**
 * The moments at which a process can die between the decision to send and the last word of it. Each brings the workers
 * to just that moment, from outside and without any hook in them, kills all of them there, and undoes what it held.
 */
export type CrashPoint = {
  /** Whether it comes before the audience has its places, so that it begins with the release. */
  readonly isAtRelease: boolean
  reach(stage: Stage): Promise<void>
}

export const crashPoints = {
  'before the freeze commits': {
    isAtRelease: true,
    async reach(stage) {
      const unlock = await holdFreeze(stage)
      await stage.crew.killAll()
      await stage.judge.buryBlocked()
      await unlock()
      const { rows } = await stage.pool.query(
        'select from deliveries join campaigns on campaigns.id = campaign_id where finished_at is null limit 1',
      )
      if (rows.length > 0) throw new Error('The freeze had committed before the kill.')
    },
  },
  'frozen but not queued': {
    isAtRelease: true,
    async reach(stage) {
      const unlock = await holdFreeze(stage)
      const thaw = await stage.queue.freeze()
      await unlock()
      await until('the freeze', async () => {
        const { rows } = await stage.pool.query('select from delivery_batches where sealed_at is null limit 1')
        return rows.length > 0
      })
      await stage.crew.killAll()
      await stage.judge.buryBlocked()
      await thaw()
      await stage.queue.lose()
    },
  },
  'after the claim, before the request': {
    isAtRelease: false,
    reach: (stage) => killAt(stage, 'before-request'),
  },
  'request in flight': {
    isAtRelease: false,
    reach: (stage) => killAt(stage, 'before-accept'),
  },
  'answer received but the commit lost': {
    isAtRelease: false,
    reach: (stage) => killBehindLock(stage, 'select from delivery_batches where id = $1 for update'),
  },
  'committed but the job not acknowledged': {
    isAtRelease: false,
    reach: (stage) => killBehindLock(stage, `select from job_outbox where payload ->> 'batchId' = $1::text for update`),
  },
  'a day after the first attempt': {
    isAtRelease: false,
    async reach(stage) {
      await killAt(stage, 'after-accept')
      for (const { id, size } of await leapDay(stage)) stage.inDoubt.set(id, size)
    },
  },
} as const satisfies Record<string, CrashPoint>

export type CrashPointName = keyof typeof crashPoints

/** Releases the campaign and keeps whoever gives its readers their places from writing them, until the lock is let go. */
async function holdFreeze(stage: Stage): Promise<() => Promise<void>> {
  const unlock = await stage.judge.lock('lock table deliveries in share mode')
  await release(stage)
  await stage.crew.start()
  await stage.judge.untilBlocked()
  return unlock
}

/** Kills everybody while a handover waits at a place. What was taken in then stays taken. */
async function killAt(stage: Stage, place: SinkPlace): Promise<void> {
  using gate = stage.sinks[0].hold(place)
  await stage.crew.start()
  await untilReached(stage, place, gate)
  await killWorkers(stage)
}

/** Waits for somebody at a gate. In a run that has nothing left to send nobody comes; then it dies where it stands. */
async function untilReached(stage: Stage, place: SinkPlace, gate: Gate): Promise<void> {
  await untilMoving(
    stage,
    `somebody at ${place}`,
    async () => gate.waiting.length > 0 || (await hasOnlyStrayBatches(stage)),
  )
}

/** Lets a batch be taken, keeps its worker from writing down a row that says so, and kills everybody. */
async function killBehindLock(stage: Stage, lock: string): Promise<void> {
  const [sink] = stage.sinks
  using gate = sink.hold('after-accept', { count: 1 })
  await stage.crew.start()
  await untilReached(stage, 'after-accept', gate)
  const [name] = gate.waiting
  if (name === undefined) return await killWorkers(stage)
  const unlock = await stage.judge.lock(lock, [batchIdIn(name)])
  gate.release()
  await stage.judge.untilBlocked()
  await killWorkers(stage)
  await stage.judge.buryBlocked()
  await unlock()
}
