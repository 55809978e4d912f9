import type { SendingWorld } from '#actions/world'
import type { Logger } from '#runtimes/logger'
import { JobWorkers } from './job-workers.ts'
import { OutboxRelay } from './outbox-relay.ts'
import type { QueueBackend } from './queue-backend.ts'
import { JobQueues } from './queues.ts'

export type RunningWorkers = {
  /** Stops ringing, lets running jobs end within the grace, and closes the queues. */
  close(graceSeconds: number): Promise<void>
}

/** Starts everything that works in the background: the relay from the outbox, the schedules and the workers. */
export async function startWorkers({
  world,
  databaseUrl,
  backend,
  log,
}: {
  world: SendingWorld
  databaseUrl: string
  backend: QueueBackend
  log: Pick<Logger, 'warn' | 'error'>
}): Promise<RunningWorkers> {
  const onError = (error: unknown): void => log.warn({ err: error }, 'the queue reported an error')
  const queues = new JobQueues(backend, onError)
  const workers = new JobWorkers({
    world,
    backend,
    queues,
    onFailure: (failure, error) => log[failure.isFinal ? 'error' : 'warn']({ ...failure, err: error }, 'a job failed'),
    onError,
  })
  await workers.ready()
  await queues.schedule()
  const relay = new OutboxRelay({
    database: world.database,
    databaseUrl,
    queues,
    now: world.now,
    onError: (error) => log.warn({ err: error }, 'the relay could not ring'),
  })
  relay.start()
  return {
    async close(graceSeconds) {
      // A relay that waits for a queue that is down must not keep running jobs from being told that time is up.
      await Promise.all([relay.close(), workers.close(graceSeconds)])
      await queues.close()
    },
  }
}
