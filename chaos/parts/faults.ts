import { setTimeout as pause } from 'node:timers/promises'
import { pauseCampaign } from '#actions/pause-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { Refusal } from '#domain/refusal'
import { hasOnlyStrayBatches, leave } from './campaign-run.ts'
import { crashPoints } from './crash-points.ts'
import type { DatabaseEnd } from './database-server.ts'
import { untilMoving } from './keep-moving.ts'
import { killWorkers, noteDoubts } from './kill-workers.ts'
import { tellOfLetters } from './provider-words.ts'
import type { Stage } from './stage.ts'
import { leapAhead } from './time-leap.ts'

/** Something that goes wrong while a campaign is being sent. @throws Error when it shows a fault of ours by itself */
type Fault = (stage: Stage, campaignId: string) => Promise<void>

// Of all readers, each time that some leave.
const leavingShare = 0.01
const toldLetters = 150
// How long a call that was begun just before a pause may take to show that it was.
const pauseToleranceMilliseconds = 1_500

/** Everything that can happen in the middle of a run; the crash points among it are those that need no release. */
export const faults = {
  'kill one worker': async (stage) => {
    await stage.crew.killOne(stage.random)
    await noteDoubts(stage)
    await stage.crew.start()
  },
  'kill all workers': async (stage) => {
    await killWorkers(stage)
    await stage.crew.start()
  },
  'after the claim, before the request': (stage) => die(stage, 'after the claim, before the request'),
  'request in flight': (stage) => die(stage, 'request in flight'),
  'answer received but the commit lost': (stage) => die(stage, 'answer received but the commit lost'),
  'committed but the job not acknowledged': (stage) => die(stage, 'committed but the job not acknowledged'),
  'a day after the first attempt': (stage) => die(stage, 'a day after the first attempt'),
  'stop PostgreSQL fast': (stage) => restartDatabase(stage, 'fast'),
  'stop PostgreSQL at once': (stage) => restartDatabase(stage, 'immediate'),
  'kill PostgreSQL': (stage) => restartDatabase(stage, 'crash'),
  'all workers are suspended for minutes': suspendWorkers,
  'lose the queue': (stage) => stage.queue.lose(),
  'restart the queue': async (stage) => {
    await stage.queue.restart?.()
  },
  'an outage of the provider': async (stage) => {
    const [sink] = stage.sinks
    await noteDoubts(stage)
    await sink.goDown()
    await pause(stage.random.int(500, 3_000))
    await noteDoubts(stage)
    await sink.comeBack()
  },
  'an hour without the provider': outlastHour,
  'pause and resume': pauseForAWhile,
  'the provider refuses us': (stage, campaignId) => switchProvider(stage, campaignId, () => stage.sinks[0].refuseUs()),
  'the quota is used up': (stage, campaignId) => switchProvider(stage, campaignId, () => stage.sinks[0].useUpQuota()),
  'the provider tells of letters': (stage, campaignId) => tellOfLetters(stage, campaignId, toldLetters),
  'readers leave': (stage, campaignId) => leave(stage, campaignId, Math.ceil(stage.subscribers.size * leavingShare)),
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

async function die(stage: Stage, point: keyof typeof crashPoints): Promise<void> {
  await crashPoints[point].reach(stage)
  await stage.crew.start()
}

/** Others take over what is open, and then those who had it go on where they were. */
async function suspendWorkers(stage: Stage): Promise<void> {
  const thaw = stage.crew.freezeAll()
  await noteDoubts(stage)
  if (stage.movesTime) await leapAhead(stage)
  await stage.crew.start()
  await pause(stage.random.int(1_000, 4_000))
  await noteDoubts(stage)
  thaw()
}

async function restartDatabase(stage: Stage, how: DatabaseEnd): Promise<void> {
  await noteDoubts(stage)
  await stage.databaseServer.end(how)
  await pause(stage.random.int(0, 1_500))
  await stage.databaseServer.startAgain()
  // What was begun since we looked, and what could not be noted while the database was down.
  await noteDoubts(stage)
  await stage.crew.start()
}

/** It is away until the campaign waits for a person, who lets it go on when the provider is back. */
async function outlastHour(stage: Stage, campaignId: string): Promise<void> {
  const { world, team, pool } = stage
  const [sink] = stage.sinks
  await noteDoubts(stage)
  await sink.goDown()
  await noteDoubts(stage)
  const isHeld = async (): Promise<boolean> => {
    const { rows } = await pool.query('select from campaigns where id = $1 and held_at is not null', [campaignId])
    return rows.length > 0
  }
  await untilMoving(stage, 'the campaign to be held for its provider', async () => {
    await pool.query(`update mail_providers set failing_since = failing_since - interval '1 hour'
      where failing_since > now() - interval '1 hour'`)
    return (await isHeld()) || (await hasOnlyStrayBatches(stage))
  })
  await sink.comeBack()
  if (await isHeld()) await resumeCampaign(world, { member: team.admin, campaignId })
}

/** Makes the usual provider say no, and waits until the campaign goes by the other one, as is its policy. */
async function switchProvider(stage: Stage, campaignId: string, sayNo: () => void): Promise<void> {
  sayNo()
  await untilMoving(stage, 'the campaign to go by the other provider', async () => {
    const { rows } = await stage.pool.query('select from campaigns where id = $1 and provider is not null', [
      campaignId,
    ])
    return rows.length > 0 || (await hasOnlyStrayBatches(stage))
  })
}

async function pauseForAWhile({ world, team, pool }: Stage, campaignId: string): Promise<void> {
  try {
    await pauseCampaign(world, { member: team.admin, campaignId })
  } catch (error) {
    // It may be over before its turn to be paused comes.
    if (error instanceof Refusal && error.code === 'campaign-finished') return
    throw error
  }
  const pausedAt = world.now()
  await pause(pauseToleranceMilliseconds * 2)
  const { rows } = await pool.query('select from delivery_batches where campaign_id = $1 and first_attempt_at > $2', [
    campaignId,
    pausedAt.add({ milliseconds: pauseToleranceMilliseconds }).toString(),
  ])
  if (rows.length > 0) throw new Error(`${rows.length} batches were begun while the campaign was paused.`)
  await resumeCampaign(world, { member: team.admin, campaignId })
}
