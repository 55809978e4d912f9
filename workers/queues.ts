import type { OutboxJob } from '#database/job-outbox'
import { jobContracts, jobNames, queues as queueContracts, type JobName, type QueueName } from '#jobs/job-contracts'
import type { OpenQueue, QueueBackend } from './queue-backend.ts'

const queueNames = Object.keys(queueContracts) as QueueName[]

/** The producing side of every queue. */
export class JobQueues {
  readonly #queues: ReadonlyMap<QueueName, OpenQueue>

  constructor(backend: QueueBackend, onError: (error: unknown) => void) {
    this.#queues = new Map(queueNames.map((name) => [name, backend.openQueue(name)]))
    for (const queue of this.#queues.values()) queue.on('error', onError)
  }

  /** Rings for jobs of the outbox. One that is still in its queue is not added a second time. */
  async add(jobs: readonly (OutboxJob & { name: JobName })[]): Promise<void> {
    for (const [queueName, queue] of this.#queues) {
      const ours = jobs.filter(({ name }) => jobContracts[name].queue === queueName)
      if (ours.length > 0)
        await queue.addBulk(ours.map(({ id, name, payload }) => ({ name, data: payload, opts: jobOptions(name, id) })))
    }
  }

  /** Sets up the jobs that run by themselves. Safe to repeat at every start: a schedule is replaced, never doubled. */
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
    if (!queue) throw new Error(`There is no queue ${name}.`)
    return queue
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()))
  }
}

function jobOptions(name: JobName, id: string) {
  const { attempts, backoffSeconds } = jobContracts[name]
  return {
    jobId: id,
    attempts,
    backoff: { type: 'exponential', delay: backoffSeconds * 1000, jitter: 0.3 },
    // The outbox row is the record; a finished job that stayed in the queue would only keep its id from being rung again.
    removeOnComplete: true,
    removeOnFail: true,
    keepLogs: 0,
    sizeLimit: 1_000,
  }
}
