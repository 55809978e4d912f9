import { expect, test } from 'vitest'
import { openBackend } from '#workers/queue-backend'
import { waitFor } from '../support/wait.ts'

test('a worker that waits for its Redis tells its own log, and can be stopped', async () => {
  const stop = new AbortController()
  const errors: unknown[] = []
  const opening = openBackend(
    { redisUrl: 'redis://127.0.0.1:1' },
    { onError: (error) => errors.push(error), signal: stop.signal },
  )
  await waitFor('the connection to fail', () => errors.length > 0)
  stop.abort()
  await expect(opening).rejects.toBe(stop.signal.reason)
})
