import { DelayedError, Worker, type Job } from 'bullmq'
import { holdFailingCampaign } from '#actions/hold-failing-campaign'
import type { SendingWorld } from '#actions/world'
import { failJob, finishJob, putOffJob } from '#database/job-outbox'
import { ProviderFailure } from '#domain/provider-failure'
import { PutOff } from '#domain/put-off'
import {
  jobContracts,
  jobNames,
  parseJobPayload,
  queues as queueContracts,
  type JobName,
  type QueueName,
} from '#jobs/job-contracts'
import { backoffMilliseconds } from './backoff.ts'
import { runHandler, type JobRun } from './handlers.ts'
import { codeOf, JobError } from './job-error.ts'
import type { OpenWorker, QueueBackend } from './queue-backend.ts'
import type { JobQueues } from './queues.ts'

export type JobWorkersOptions = {
  readonly world: SendingWorld
  readonly backend: QueueBackend
  readonly queues: JobQueues
  /** What `keep-pulse` does. */
  readonly beat: JobRun['beat'] & {}
  /** Told of every failed run: the job's name and a code, never what it was about. */
  readonly onFailure: (
    failure: { job: string; code: string; attempt: number; isFinal: boolean },
    error: unknown,
  ) => void
  readonly onError: (error: unknown) => void
}

/** The consuming side of every queue. */
export class JobWorkers {
  readonly #options: JobWorkersOptions
  readonly #stopping = new AbortController()
  readonly #workers: readonly OpenWorker[]
  readonly #recurringNow = new Set<JobName>()

  constructor(options: JobWorkersOptions) {
    this.#options = options
    this.#workers = options.queues.names.map((name) => this.#open(name))
  }

  async ready(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()))
  }

  /** Takes no further job and waits for those that run, but not for ever: what is cut off is known to the database. */
  async close(graceSeconds: number): Promise<void> {
    const deadline = setTimeout(() => this.#stopping.abort(), graceSeconds * 1000)
    await Promise.all(this.#workers.map((worker) => worker.close()))
    clearTimeout(deadline)
  }

  #open(queueName: QueueName): OpenWorker {
    const { backend, onError } = this.#options
    const worker = backend.openWorker(queueName, (job, token, signal) => this.#process(queueName, job, token, signal), {
      concurrency: queueContracts[queueName].concurrency,
      maxStalledCount: 3,
      drainDelay: 5,
      settings: { backoffStrategy: (attemptsMade, _type, _error, job) => backoffOf(job, attemptsMade) },
    })
    worker.on('error', onError)
    // Another worker may have the job by now. Whatever this one would still do is fenced by the database, and the
    // provider is not to hear of it twice.
    worker.on('lockRenewalFailed', (jobIds) => {
      for (const id of jobIds) worker.cancelJob(id)
    })
    return worker
  }

  async #process(
    queueName: QueueName,
    job: Job,
    token: string | undefined,
    jobSignal: AbortSignal | undefined,
  ): Promise<void> {
    const name = nameOf(job)
    // A schedule or a job of an older version outlives the code that knew it.
    if (!name || !job.id) return
    const begunAt = performance.now()
    const signal = jobSignal ? AbortSignal.any([this.#stopping.signal, jobSignal]) : this.#stopping.signal
    try {
      if (isFromOutbox(name)) {
        await runHandler(this.#options.world, name, job.data, { key: job.id, signal })
        await finishJob(this.#options.world.database, job.id)
      } else {
        await this.#runRecurring(name, job.id, signal)
      }
    } catch (error) {
      throw await this.#answerFailure(queueName, job, token, error, performance.now() - begunAt)
    }
  }

  /** Does what a failed run asks for, and returns what tells BullMQ; nothing of the error itself reaches it. */
  async #answerFailure(
    queueName: QueueName,
    job: Job,
    token: string | undefined,
    error: unknown,
    ranMilliseconds: number,
  ): Promise<Error> {
    const { queues, onError } = this.#options
    try {
      if (error instanceof PutOff) {
        await this.#putOff(job, token, error, ranMilliseconds)
        return new DelayedError(error.code)
      }
      if (error instanceof ProviderFailure && error.retryAfterSeconds !== undefined) {
        await queues.queue(queueName).rateLimit(error.retryAfterSeconds * 1000)
        return Worker.RateLimitError()
      }
      await this.#noteFailure(job, error)
    } catch (unsettled) {
      onError(unsettled)
    }
    return new JobError(codeOf(error))
  }

  /** A run that is due while the last one still goes is left out: what it would do is being done. */
  async #runRecurring(name: JobName, key: string, signal: AbortSignal): Promise<void> {
    if (this.#recurringNow.has(name)) return
    this.#recurringNow.add(name)
    try {
      await runHandler(this.#options.world, name, {}, { key, signal, beat: this.#options.beat })
    } finally {
      this.#recurringNow.delete(name)
    }
  }

  /** The row waits as well, so that a queue that is lost meanwhile does not bring the job back too soon. */
  async #putOff(job: Job, token: string | undefined, { until }: PutOff, ranMilliseconds: number): Promise<void> {
    const { world } = this.#options
    if (job.id) await putOffJob(world.database, job.id, until)
    const wait = until.since(world.now()).total('milliseconds')
    // By the clock of the queue, which is not that of the database.
    const now = (job.processedOn ?? job.timestamp) + ranMilliseconds
    await job.moveToDelayed(Math.ceil(now + Math.max(wait, 0)), token)
  }

  async #noteFailure(job: Job, error: unknown): Promise<void> {
    const { world, onFailure } = this.#options
    const name = nameOf(job)
    if (!name) return
    const attempt = job.attemptsMade + 1
    const isFinal = attempt >= jobContracts[name].attempts
    const code = codeOf(error)
    onFailure({ job: name, code, attempt, isFinal }, error)
    if (isFinal && isFromOutbox(name) && job.id) {
      if (name === 'send-batch-by-resend' || name === 'send-batch-by-smtp' || name === 'expand-audience') {
        await holdFailingCampaign(world, parseJobPayload(name, job.data))
      }
      await failJob(world.database, job.id, code, world.now())
    }
  }
}

function nameOf({ name }: Pick<Job, 'name'>): JobName | undefined {
  return jobNames.find((known) => known === name)
}

function isFromOutbox(name: JobName): boolean {
  return !('everySeconds' in jobContracts[name])
}

function backoffOf(job: Pick<Job, 'name'> | undefined, attemptsMade: number): number {
  const name = job && nameOf(job)
  return name ? backoffMilliseconds(name, attemptsMade) : 0
}
