import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { domainBusy, ProviderFailure } from '#domain/provider-failure'
import {
  decideOnTrouble,
  healthAfterFailure,
  providerStanding,
  troubleIn,
  unblemished,
  type ProviderHealth,
} from '#domain/provider-health'

const start = Temporal.Instant.from('2026-05-13T03:00:00Z')
const thresholds = { failingBatches: 3, failingMinutes: 60 }
const isTrial = true

/** The health after so many failures at one instant, none of them a trial. */
function failed(times: number, now = start, health: ProviderHealth = unblemished): ProviderHealth {
  return times === 0 ? health : failed(times - 1, now, healthAfterFailure(health, { isTrial: false, thresholds }, now))
}

function restOf(health: ProviderHealth, now: Temporal.Instant): number | undefined {
  return health.restsUntil?.since(now).total('seconds')
}

describe('a provider that fails', () => {
  test('is ready until it has failed so many batches in a row, and rests then', () => {
    expect(providerStanding(failed(2), thresholds, start)).toBe('ready')
    const resting = failed(3)
    expect(providerStanding(resting, thresholds, start)).toBe('resting')
    expect(restOf(resting, start)).toBe(limits.providerRestSecondsMin)
    expect(providerStanding(resting, thresholds, start.add({ seconds: 15 }))).toBe('to-be-tried')
  })

  test('rests twice as long after each trial in vain, up to a bound', () => {
    let [health, now] = [failed(3), start]
    const rests: (number | undefined)[] = []
    for (let trial = 0; trial < 6; trial += 1) {
      rests.push(restOf(health, now))
      now = health.restsUntil ?? now
      health = healthAfterFailure(health, { isTrial, thresholds }, now)
    }
    expect(rests).toEqual([15, 30, 60, 120, 240, 300])
  })

  test('rests no longer for calls that had begun before its rest', () => {
    expect(failed(50)).toEqual(failed(3))
  })

  test('is failing, which asks the policy of campaigns, after a trial in vain an hour later', () => {
    const early = healthAfterFailure(failed(3), { isTrial, thresholds }, start.add({ minutes: 59 }))
    expect(providerStanding(early, thresholds, start.add({ minutes: 59 }))).toBe('resting')
    const hour = start.add({ minutes: 60 })
    const late = healthAfterFailure(early, { isTrial, thresholds }, hour)
    expect(providerStanding(late, thresholds, hour)).toBe('failing')
    expect(providerStanding(late, thresholds, hour.add({ minutes: 5 }))).toBe('to-be-tried')
  })

  test('begins anew after a silence: what failed yesterday holds no campaign of today', () => {
    const tomorrow = start.add({ hours: 24 })
    expect(providerStanding(failed(3), thresholds, tomorrow)).toBe('to-be-tried')
    expect(healthAfterFailure(failed(3), { isTrial, thresholds }, tomorrow)).toMatchObject({
      failingBatches: 1,
      failingSince: tomorrow,
    })
  })

  test('stays stopped whatever fails, and never comes to rest beyond the bound', () => {
    const step = fc.record({ seconds: fc.integer({ min: 0, max: 10_000 }), isTrial: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step), fc.boolean(), (steps, isStopped) => {
        let now = start
        let health: ProviderHealth = { ...unblemished, stoppedAt: isStopped ? start : null }
        for (const { seconds, ...call } of steps) {
          now = now.add({ seconds })
          health = healthAfterFailure(health, { ...call, thresholds }, now)
          expect(providerStanding(health, thresholds, now) === 'stopped').toBe(isStopped)
          expect(restOf(health, now)).toBeLessThanOrEqual(limits.providerRestSecondsMax)
        }
      }),
    )
  })
})

describe('a campaign whose provider is in trouble', () => {
  const both = (other: 'ready' | 'resting' | 'stopped') =>
    [
      { name: 'resend', standing: 'stopped' },
      { name: 'smtp', standing: other },
    ] as const

  test('goes on by another provider only where its policy says so and that one is well', () => {
    const decide = (policy: 'hold' | 'switch', other: 'ready' | 'resting' | 'stopped') =>
      decideOnTrouble({ policy, current: 'resend', standings: both(other) })
    expect(decide('switch', 'ready')).toEqual({ switchTo: 'smtp' })
    expect(decide('switch', 'resting')).toBe('hold')
    expect(decide('switch', 'stopped')).toBe('hold')
    expect(decide('hold', 'ready')).toBe('hold')
    const alone = decideOnTrouble({
      policy: 'switch',
      current: 'smtp',
      standings: [{ name: 'smtp', standing: 'ready' }],
    })
    expect(alone).toBe('hold')
  })
})

describe('the answers of one call', () => {
  const failure = (kind: ProviderFailure['kind'], code = 'test', isOfReader = false): ProviderFailure =>
    new ProviderFailure(kind, code, { isOfReader })

  test('say something of the provider when every message failed for a reason of its, the gravest of them', () => {
    const refused = failure('refused')
    expect(troubleIn([failure('temporary'), refused, failure('unknown')])).toBe(refused)
    expect(troubleIn([failure('temporary'), failure('quota')])?.kind).toBe('quota')
    expect(troubleIn([failure('unknown'), failure('temporary')])?.kind).toBe('unknown')
  })

  test.each([
    ['one was accepted', [failure('temporary'), null]],
    ['one was refused for good', [failure('temporary'), failure('permanent')]],
    ['one was known with other bytes', [failure('conflict')]],
    ['a reader’s server put one off', [failure('temporary'), failure('temporary', 'smtp-450', true)]],
    ['our own mailer kept one back', [failure('temporary', domainBusy)]],
    ['there was none', []],
  ])('say nothing of it when %s', (_, answers) => {
    expect(troubleIn(answers)).toBeNull()
  })
})
