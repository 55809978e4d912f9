import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FaultName } from '../../chaos/parts/faults.ts'
import type { Plan } from '../../chaos/parts/plan.ts'
import { runPlan } from '../../chaos/parts/run-plan.ts'
import { openChaosPlace, type ChaosPlace } from '../support/chaos-place.ts'
import { redisServer } from '../support/test-programs.ts'

let place: ChaosPlace

beforeAll(async () => {
  place = await openChaosPlace(1_000)
  return () => place[Symbol.asyncDispose]()
})

function planOf(given: Pick<Plan, 'queue' | 'sinks' | 'hasApi' | 'hasDoor'>, faults: readonly FaultName[]): Plan {
  return {
    ...given,
    seed: 7_140,
    workers: 2,
    troubleRate: 0.05,
    atRelease: null,
    steps: faults.map((fault, index) => ({ fault, share: index * 0.03 })),
    ending: 'leap',
  }
}

/** Carries out a plan, which must end with every mailbox and every book in order. */
async function expectCalmAfter(plan: Plan) {
  const report = await runPlan(plan, place.template, join(place.directory, plan.queue))
  expect(report).toMatchObject({ duplicates: 0, missing: 0, mailedAfterLeaving: 0, faults: [] })
  return report
}

test('a campaign outlives a lost queue, a dead database and a provider that refuses it', async () => {
  const plan = planOf({ queue: 'postgres', sinks: ['resend', 'smtp'], hasApi: true, hasDoor: false }, [
    'readers leave',
    'lose the queue',
    'kill PostgreSQL',
    'the provider tells of letters',
    'readers leave',
    'the provider refuses us',
  ])
  const { left } = await expectCalmAfter(plan)
  expect(left).toBe(20)
})

describe.skipIf(redisServer === null)('with the queue on Redis', () => {
  test('a campaign outlives a Redis that comes back empty, a PostgreSQL that stops, and workers that are killed', async () => {
    const plan = planOf({ queue: 'redis', sinks: ['smtp'], hasApi: false, hasDoor: true }, [
      'readers leave',
      'kill one worker',
      'the provider tells of letters',
      'all workers are suspended for minutes',
      'restart the queue',
      'stop PostgreSQL fast',
      'readers leave',
      'kill all workers',
    ])
    const { left, kills } = await expectCalmAfter(plan)
    expect(left).toBe(20)
    expect(kills).toBeGreaterThanOrEqual(3)
  })
})
