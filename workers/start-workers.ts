import type { SendingWorld } from '#actions/world'
import type { Logger } from '#runtimes/logger'
import { JobWorkers } from './job-workers.ts'
import { OutboxRelay } from './outbox-relay.ts'
import { ProviderPacing } from './provider-pacing.ts'
import { PulseMemory } from './pulse-memory.ts'
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
  memoryFile = null,
}: {
  world: SendingWorld
  databaseUrl: string
  backend: QueueBackend
  log: Pick<Logger, 'warn' | 'error'>
  /** Where this installation remembers the pulse of sending; null remembers it no longer than this process lives. */
  memoryFile?: string | null | undefined
}): Promise<RunningWorkers> {
  const memory = new PulseMemory(memoryFile)
  const beat = async (): Promise<void> => {
    const reason = await memory.beat(world)
    if (reason) log.error({ reason }, 'sending is stopped until a person resumes it')
  }
  // Before anything can be sent: a person may have to look first.
  await beat()
  const onError = (error: unknown): void => log.warn({ err: error }, 'the queue reported an error')
  const queues = new JobQueues(backend, { providers: world.providers, onError })
  const pacing = new ProviderPacing(queues, onError)
  const workers = new JobWorkers({
    world: { ...world, mailers: pacing.pace(world.mailers) },
    backend,
    queues,
    beat,
    onFailure: (failure, error) => log[failure.isFinal ? 'error' : 'warn']({ ...failure, err: error }, 'a job failed'),
    onError,
  })
  await workers.ready()
  const relay = new OutboxRelay({
    database: world.database,
    databaseUrl,
    queues,
    now: world.now,
    // What a lost queue has forgotten beside its jobs. Where one part fails, the others are still looked after.
    beforeSweep: async () => {
      await queues.schedule().catch(onError)
      await pacing.restore().catch(onError)
    },
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
