import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { judgeCampaign, leave, prepareCampaign, release } from '../../chaos/parts/campaign-run.ts'
import { namesReaders } from '../../chaos/parts/cluster-template.ts'
import { crashPoints, type CrashPointName } from '../../chaos/parts/crash-points.ts'
import { createSeededRandom } from '../../chaos/parts/seeded-random.ts'
import { openStage, type Stage } from '../../chaos/parts/stage.ts'
import { leapAhead } from '../../chaos/parts/time-leap.ts'
import { untilFinished } from '../../chaos/parts/until-finished.ts'
import { openChaosPlace, type ChaosPlace } from '../support/chaos-place.ts'
import { redisServer } from '../support/test-programs.ts'

const names = Object.keys(crashPoints) as CrashPointName[]

let place: ChaosPlace

beforeAll(async () => {
  place = await openChaosPlace(300)
  return () => place[Symbol.asyncDispose]()
})

/** Sends a campaign whose workers die at a crash point and come back three minutes later, and judges it. */
async function sendThroughCrash(stage: Stage, name: CrashPointName) {
  const campaignId = await prepareCampaign(stage)
  const point = crashPoints[name]
  if (!point.isAtRelease) await release(stage)
  await point.reach(stage)
  await leave(stage, campaignId, 5)
  await leapAhead(stage)
  await stage.crew.start()
  await untilFinished(stage, campaignId, { withinSeconds: 60 })
  return judgeCampaign(stage, campaignId)
}

describe.each([
  { queue: 'postgres', sink: 'resend', isThere: true },
  { queue: 'redis', sink: 'smtp', isThere: redisServer !== null },
] as const)('with the queue on $queue and mail by $sink', ({ queue, sink, isThere }) => {
  describe.skipIf(!isThere)('a worker that is killed', () => {
    let stage: Stage

    beforeAll(async () => {
      const options = {
        template: place.template,
        directory: join(place.directory, queue),
        random: createSeededRandom(7_140),
      }
      stage = await openStage({ ...options, queue, sinks: [sink], workers: 1 })
      return () => stage[Symbol.asyncDispose]()
    })

    test.each(names)('%s costs nobody their letter, and nobody gets two', async (name) => {
      const verdict = await sendThroughCrash(stage, name)
      expect(verdict).toMatchObject({ duplicates: 0, missing: 0, mailedAfterLeaving: 0, faults: [] })
      expect(await namesReaders(stage.logFile)).toBe(false)
    })
  })
})
