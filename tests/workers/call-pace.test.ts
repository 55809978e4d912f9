import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallPace, type Stopwatch } from '#workers/call-pace'

const { signal } = new AbortController()

/** A clock that goes on only while somebody waits. */
function createStopwatch(): Stopwatch & { advance(milliseconds: number): void } {
  let now = 0
  return {
    now: () => now,
    async wait(milliseconds) {
      now += milliseconds
    },
    advance(milliseconds) {
      now += milliseconds
    },
  }
}

/** Calls as fast as the pace allows, each counted by the provider `delays[n]` after it went; returns when it counted. */
async function callAll(delays: readonly number[], { calls, seconds }: { calls: number; seconds: number }) {
  const clock = createStopwatch()
  const pace = new CallPace(clock)
  const counted: number[] = []
  for (const delay of delays) {
    const call = await pace.turn(100, signal)
    counted.push(clock.now() + delay)
    clock.advance(delay + 5)
    pace.noteEnd(call, { calls, seconds })
    // The next one is composed meanwhile, so that the time of a call is not lost.
    clock.advance(-delay - 5)
  }
  return counted
}

function mostIn(windowMilliseconds: number, times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other)
  return Math.max(
    ...sorted.map((start) => sorted.filter((at) => at >= start && at < start + windowMilliseconds).length),
  )
}

test('no window of the provider sees more calls than it allows, however long each call is on its way', async () => {
  const delays = fc.array(fc.integer({ min: 20, max: 25 }), { minLength: 20, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(delays, fc.integer({ min: 1, max: 9 }), async (all, calls) => {
      expect(mostIn(1000, await callAll(all, { calls, seconds: 1 }))).toBeLessThanOrEqual(calls)
    }),
  )
})

test('a single call that was late on its way does not let the one a window later come too soon', async () => {
  const delays = Array.from({ length: 40 }, (_, number) => (number === 20 ? 85 : 10))
  expect(mostIn(1000, await callAll(delays, { calls: 5, seconds: 1 }))).toBe(5)
})

test('nearly all of what is allowed is used, also where every call takes another time', async () => {
  const delays = Array.from({ length: 500 }, (_, number) => 20 + ((number * 37) % 60))
  const counted = await callAll(delays, { calls: 5, seconds: 1 })
  const last = counted.at(-1) ?? Infinity
  expect((delays.length - 1) / ((last / 1000) * 5)).toBeGreaterThan(0.97)
})

test('until the provider has answered, one call is open at a time', async () => {
  const pace = new CallPace(createStopwatch())
  const first = await pace.turn(100, signal)
  const turns: number[] = []
  const others = [1, 2].map((number) => pace.turn(100, signal).then(() => turns.push(number)))
  expect(turns).toEqual([])
  // A call without an answer tells nothing: one more may try.
  pace.noteEnd(first, undefined)
  await others[0]
  expect([turns, pace.hasAnswer]).toEqual([[1], false])
})

test('a provider that says nothing is not kept waiting', async () => {
  const clock = createStopwatch()
  const pace = new CallPace(clock)
  const first = await pace.turn(1, signal)
  expect(pace.noteEnd(first, null)).toBe(true)
  for (let number = 0; number < 50; number += 1) expect(pace.noteEnd(await pace.turn(1, signal), null)).toBe(false)
  expect(clock.now()).toBe(0)
})

test('after calls that came too soon they go slower, and recover', async () => {
  const pace = new CallPace(createStopwatch())
  const allowance = { calls: 1000, seconds: 1 }
  pace.noteEnd(await pace.turn(1, signal), allowance)
  expect(pace.slowDown()).toBe(true)
  const slowed = pace.slowedBy
  expect(slowed).toBeGreaterThan(0)
  for (let number = 0; number < 50; number += 1) pace.noteEnd(await pace.turn(1, signal), allowance)
  expect(pace.slowedBy).toBeLessThan(slowed)
  while (pace.slowDown()) expect(pace.slowedBy).toBeLessThan(0.1)
})

test('who is cut off while waiting has sent nothing, and keeps nobody else from calling', async () => {
  const cut = new AbortController()
  const pace = new CallPace(createStopwatch())
  cut.abort()
  await expect(pace.turn(1, cut.signal)).rejects.toMatchObject({ kind: 'temporary', code: 'shutting-down' })
  await expect(pace.turn(1, signal)).resolves.toMatchObject({ took: null })
})
