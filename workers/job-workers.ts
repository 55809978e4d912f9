import { Worker, type Job } from 'bullmq'
import { holdFailingCampaign } from '#actions/hold-failing-campaign'
import type { SendingWorld } from '#actions/world'
import { failJob, finishJob } from '#database/job-outbox'
import { ProviderFailure } from '#domain/provider-failure'
import {
  jobContracts,
  jobNames,
  parseJobPayload,
  queues as queueContracts,
  type JobName,
  type QueueName,
} from '#jobs/job-contracts'
import { runHandler } from './handlers.ts'
import { codeOf, JobError } from './job-error.ts'
import type { OpenWorker, QueueBackend } from './queue-backend.ts'
import type { JobQueues } from './queues.ts'

export type JobWorkersOptions = {
  readonly world: SendingWorld
  readonly backend: QueueBackend
  readonly queues: JobQueues
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

  constructor(options: JobWorkersOptions) {
    this.#options = options
    this.#workers = (Object.keys(queueContracts) as QueueName[]).map((name) => {
      const worker = options.backend.openWorker(name, (job, _token, signal) => this.#process(name, job, signal), {
        concurrency: queueContracts[name].concurrency,
        // Needed for `rateLimit` to work at all; the provider's own answers set the pace.
        limiter: { max: 1_000, duration: 1_000 },
        maxStalledCount: 3,
        drainDelay: 5,
      })
      worker.on('error', options.onError)
      return worker
    })
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

  async #process(queueName: QueueName, job: Job, jobSignal: AbortSignal | undefined): Promise<void> {
    const name = jobNames.find((known) => known === job.name)
    // A schedule or a job of an older version outlives the code that knew it.
    if (!name || !job.id) return
    const signal = jobSignal ? AbortSignal.any([this.#stopping.signal, jobSignal]) : this.#stopping.signal
    try {
      await runHandler(this.#options.world, name, job.data, { key: job.id, signal })
      if (isFromOutbox(name)) await finishJob(this.#options.world.database, job.id)
    } catch (error) {
      if (error instanceof ProviderFailure && error.retryAfterSeconds !== undefined) {
        await this.#options.queues.queue(queueName).rateLimit(error.retryAfterSeconds * 1000)
        throw Worker.RateLimitError()
      }
      await this.#noteFailure(job, name, error).catch(this.#options.onError)
      throw new JobError(codeOf(error))
    }
  }

  async #noteFailure(job: Job, name: JobName, error: unknown): Promise<void> {
    const { world, onFailure } = this.#options
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

function isFromOutbox(name: JobName): boolean {
  return !('everySeconds' in jobContracts[name])
}
