import { expect, test } from 'vitest'
import { jobContracts } from '#jobs/job-contracts'
import { backoffMilliseconds } from '#workers/backoff'

const { attempts, backoffSeconds } = jobContracts['send-batch-by-resend']
const waits = Array.from({ length: attempts - 1 }, (_, made) => backoffMilliseconds('send-batch-by-resend', made + 1))

test('each wait is about twice as long as the one before, and none longer than five minutes', () => {
  for (const [index, wait] of waits.entries()) {
    const whole = Math.min(backoffSeconds * 2 ** index, 300) * 1000
    expect(wait).toBeLessThanOrEqual(whole)
    expect(wait).toBeGreaterThanOrEqual(whole * 0.7)
  }
})

test('jobs that failed together do not come back together', () => {
  const together = Array.from({ length: 20 }, () => backoffMilliseconds('send-batch-by-resend', 8))
  expect(new Set(together).size).toBeGreaterThan(10)
})
