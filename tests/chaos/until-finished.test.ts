import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { pauseCampaign } from '#actions/pause-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { judgeCampaign, prepareCampaign, release } from '../../chaos/parts/campaign-run.ts'
import { createSeededRandom } from '../../chaos/parts/seeded-random.ts'
import { openStage, type Stage } from '../../chaos/parts/stage.ts'
import { until } from '../../chaos/parts/until.ts'
import { untilFinished } from '../../chaos/parts/until-finished.ts'
import { openChaosPlace } from '../support/chaos-place.ts'

let stage: Stage

beforeAll(async () => {
  const place = await openChaosPlace(100)
  const directory = join(place.directory, 'run')
  const random = createSeededRandom(7_141)
  stage = await openStage({
    template: place.template,
    directory,
    random,
    queue: 'postgres',
    sinks: ['smtp'],
    workers: 1,
  })
  return async () => {
    await stage[Symbol.asyncDispose]()
    await place[Symbol.asyncDispose]()
  }
})

test('a second job of a batch that is in a call does not keep a run waiting until the lease of the call is over', async () => {
  const campaignId = await prepareCampaign(stage)
  const gate = stage.sinks[0].hold('before-accept')
  await release(stage)
  await stage.crew.start()
  await until('a letter at the provider', () => gate.waiting.length > 0)
  await pauseCampaign(stage.world, { member: stage.team.admin, campaignId })
  await resumeCampaign(stage.world, { member: stage.team.admin, campaignId })
  await until('the second job to be put off', async () => {
    const { rows } = await stage.pool.query('select from job_outbox where due_at > now() limit 1')
    return rows.length > 0
  })
  gate.release()
  await untilFinished(stage, campaignId, { withinSeconds: 30 })
  const { rows } = await stage.pool.query('select from job_outbox')
  expect(rows).toEqual([])
  expect(await judgeCampaign(stage, campaignId)).toMatchObject({ duplicates: 0, missing: 0, faults: [] })
})
