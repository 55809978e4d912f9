import pg from 'pg'
import type { Database } from '#database/database'
import { lockUnfinishedJobs, lockUnrungJobs, markJobsRung, type OutboxJob } from '#database/job-outbox'
import { limits } from '#domain/limits'
import { jobNames, type JobName } from '#jobs/job-contracts'
import type { JobQueues } from './queues.ts'

export type OutboxRelayOptions = {
  readonly database: Database
  readonly databaseUrl: string
  readonly queues: JobQueues
  readonly now: () => Temporal.Instant
  /** Sets up in the queues whatever else a lost one has forgotten. */
  readonly beforeSweep: () => Promise<void>
  readonly onError: (error: unknown) => void
}

/**
 * Rings BullMQ for every job in the outbox. PostgreSQL's notification wakes it; a poll finds what a notification that
 * was lost would have told, and the recovery sweep rings again for jobs that a lost queue forgot. Ringing twice is
 * harmless: the id of the job in BullMQ is the id of its row.
 */
export class OutboxRelay {
  readonly #options: OutboxRelayOptions
  readonly #stopping = new AbortController()
  #listener: pg.Client | null = null
  #loop: Promise<void> = Promise.resolve()
  #wake: () => void = () => {}
  #nextSweepAt: Temporal.Instant

  constructor(options: OutboxRelayOptions) {
    this.#options = options
    this.#nextSweepAt = options.now()
  }

  start(): void {
    this.#loop = this.#run()
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    this.#wake()
    await this.#loop
    await this.#listener?.end().catch(() => {})
  }

  async #run(): Promise<void> {
    const { onError } = this.#options
    while (!this.#stopping.signal.aborted) {
      // The wait begins before the work, so that a notification during the work is not missed.
      const woken = this.#nextWake()
      try {
        await this.#listen()
        await this.#ringAll()
        await this.#sweepWhenDue()
      } catch (error) {
        onError(error)
      }
      await woken
    }
  }

  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limits.outboxPollSeconds * 1000)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async #listen(): Promise<void> {
    if (this.#listener) return
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: 'northlight-relay',
      keepAlive: true,
    })
    client.on('notification', () => this.#wake())
    client.on('error', () => {
      this.#listener = null
    })
    client.on('end', () => {
      this.#listener = null
    })
    await client.connect()
    await client.query('listen job_outbox')
    this.#listener = client
  }

  async #ringAll(): Promise<void> {
    while (!this.#stopping.signal.aborted && (await this.#ring('unrung')) === limits.outboxPageSize) {
      // A full page means that there may be more.
    }
  }

  async #sweepWhenDue(): Promise<void> {
    const now = this.#options.now()
    if (Temporal.Instant.compare(now, this.#nextSweepAt) < 0) return
    this.#nextSweepAt = now.add({ seconds: limits.recoverySweepSeconds })
    await this.#options.beforeSweep()
    while (!this.#stopping.signal.aborted && (await this.#ring('unfinished')) === limits.outboxPageSize) {
      // Whoever subscribes meanwhile does not wait for thousands of batches.
      await this.#ringAll()
    }
  }

  async #ring(which: 'unrung' | 'unfinished'): Promise<number> {
    const { database, queues, now } = this.#options
    return database.transaction(async (transaction) => {
      const jobs =
        which === 'unrung'
          ? await lockUnrungJobs(transaction, now(), limits.outboxPageSize)
          : await lockUnfinishedJobs(
              transaction,
              now().subtract({ seconds: limits.jobSilenceSeconds }),
              limits.outboxPageSize,
            )
      if (jobs.length === 0) return 0
      await queues.add(jobs.filter(isKnown))
      await markJobsRung(
        transaction,
        jobs.map(({ id }) => id),
        now(),
      )
      return jobs.length
    })
  }
}

function isKnown(job: OutboxJob): job is OutboxJob & { name: JobName } {
  return jobNames.some((name) => name === job.name)
}
