import { expect, test } from 'vitest'
import { openBackend } from '#workers/queue-backend'
import { createJudge } from '../../chaos/parts/judge.ts'
import { createPostgresQueue, createRedisQueue, type QueueStore } from '../../chaos/parts/queue-store.ts'
import { createTestDatabase } from '../support/postgres.ts'
import { startRedis } from '../support/redis.ts'
import { redisServer, requireRedis } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

/** Puts a job off for a little less than the time that then passes, in a queue nobody works on, and sees who takes it. */
async function expectTakenAfterLeap(store: QueueStore, where: Parameters<typeof openBackend>[0]): Promise<void> {
  const signal = new AbortController().signal
  const onError = (): void => {}
  const backend = await openBackend(where, { onError, signal })
  const queue = backend.openQueue('mail')
  queue.on('error', onError)
  await queue.addBulk([{ name: 'put-off', data: {}, opts: { jobId: 'put-off', delay: 170_000 } }])
  expect(await store.countJobs()).toBe(1)
  await store.letTimePass(180_000)
  const taken: string[] = []
  const worker = backend.openWorker('mail', async ({ name }) => void taken.push(name), {})
  worker.on('error', onError)
  await waitFor('the job to be taken', () => taken.length > 0, { withinSeconds: 10 })
  expect(taken).toEqual(['put-off'])
  await Promise.all([worker.close(), queue.close()])
  await backend.close()
}

test('time that passes brings back what was put off, on PostgreSQL', async () => {
  const { pool, url, close } = await createTestDatabase()
  await expectTakenAfterLeap(createPostgresQueue(pool, createJudge(url)), { databaseUrl: url })
  await close()
})

test.skipIf(redisServer === null)('time that passes brings back what was put off, on Redis', async () => {
  await using redis = await startRedis(requireRedis())
  await expectTakenAfterLeap(createRedisQueue(redis), { redisUrl: redis.url })
})
