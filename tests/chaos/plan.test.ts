import { expect, test } from 'vitest'
import { crashPoints } from '../../chaos/parts/crash-points.ts'
import { faults } from '../../chaos/parts/faults.ts'
import { describePlan, makePlan } from '../../chaos/parts/plan.ts'
import { createSeededRandom } from '../../chaos/parts/seeded-random.ts'

test('a seed gives the same plan again', () => {
  expect(makePlan(714)).toEqual(makePlan(714))
  expect(makePlan(714)).not.toEqual(makePlan(716))
})

test('fifty runs meet every crash point, every fault, both queues and both providers', () => {
  const plans = Array.from({ length: 50 }, (_, number) => makePlan(number))
  const met = new Set(plans.flatMap(({ atRelease, steps }) => [atRelease, ...steps.map(({ fault }) => fault)]))
  for (const name of [...Object.keys(crashPoints), ...Object.keys(faults)]) expect(met).toContain(name)
  const places = new Set(plans.map(({ queue, sinks }) => `${queue} ${sinks.join(' ')}`))
  for (const queue of ['postgres', 'redis'])
    for (const sink of ['resend', 'smtp']) expect(places).toContain(`${queue} ${sink}`)
})

test('a plan can be told in one line', () => {
  const plan = makePlan(1)
  for (const { fault } of plan.steps) expect(describePlan(plan)).toContain(fault)
  expect(describePlan(plan)).not.toContain('\n')
})

test('chance is spread evenly and keeps to its bounds', () => {
  const random = createSeededRandom(1)
  const counts = new Map<number, number>()
  for (let draw = 0; draw < 6_000; draw += 1) {
    const number = random.int(1, 6)
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  expect(new Set(counts.keys())).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  for (const count of counts.values()) expect(count).toBeGreaterThan(800)
  expect(new Set(random.shuffle([1, 2, 3, 4]))).toEqual(new Set([1, 2, 3, 4]))
})
