import type { OutboxJob } from '#database/job-outbox'
import type { ProviderName } from '#domain/provider'
import { jobContracts, jobNames, openQueues, queueOf, type JobName, type QueueName } from '#jobs/job-contracts'
import type { OpenQueue, QueueBackend } from './queue-backend.ts'

/** The kind of backoff that our own strategy computes; see `backoffMilliseconds`. */
const backoffType = 'capped'

/** The producing side of every queue that is open with these providers, the usual one first. */
export class JobQueues {
  readonly #providers: readonly [ProviderName, ...ProviderName[]]
  readonly #queues: ReadonlyMap<QueueName, OpenQueue>

  constructor(
    backend: QueueBackend,
    {
      providers,
      onError,
    }: { providers: readonly [ProviderName, ...ProviderName[]]; onError: (error: unknown) => void },
  ) {
    this.#providers = providers
    this.#queues = new Map(openQueues(providers).map((name) => [name, backend.openQueue(name)]))
    for (const queue of this.#queues.values()) queue.on('error', onError)
  }

  get names(): readonly QueueName[] {
    return [...this.#queues.keys()]
  }

  /** Rings for jobs of the outbox. One that is still in its queue is not added a second time. */
  async add(jobs: readonly (OutboxJob & { name: JobName })[]): Promise<void> {
    for (const [queueName, queue] of this.#queues) {
      const ours = jobs.filter(({ name }) => queueOf(name, this.#providers) === queueName)
      if (ours.length > 0)
        await queue.addBulk(ours.map(({ id, name, payload }) => ({ name, data: payload, opts: jobOptions(name, id) })))
    }
  }

  /**
   * Sets up the jobs that run by themselves. Safe to repeat at any time: a schedule that is there keeps its rhythm, and
   * one that a lost queue forgot begins anew.
   */
  async schedule(): Promise<void> {
    for (const name of jobNames) {
      const contract = jobContracts[name]
      if (!('everySeconds' in contract)) continue
      await this.queue(contract.queue).upsertJobScheduler(
        name,
        { every: contract.everySeconds * 1000 },
        { name, data: {}, opts: { removeOnComplete: true, removeOnFail: true } },
      )
    }
  }

  queue(name: QueueName): OpenQueue {
    const queue = this.#queues.get(name)
    if (!queue) throw new Error(`The queue ${name} is not open.`)
    return queue
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()))
  }
}

function jobOptions(name: JobName, id: string) {
  return {
    jobId: id,
    attempts: jobContracts[name].attempts,
    backoff: { type: backoffType },
    // BullMQ takes jobs without a priority first: mail that somebody waits for goes before the batches of campaigns.
    ...(name === 'send-batch-by-resend' || name === 'send-batch-by-smtp' ? { priority: 1 } : {}),
    // The outbox row is the record; a finished job that stayed in the queue would only keep its id from being rung again.
    removeOnComplete: true,
    removeOnFail: true,
    keepLogs: 0,
    sizeLimit: 1_000,
  }
}
