import type { SendingWorld } from '#actions/world'
import { ProviderFailure } from '#domain/provider-failure'
import { providerNames, type ProviderName } from '#domain/provider'
import type { Allowance, Mailer } from '#mail/mailer'
import { CallPace, type PacedCall } from './call-pace.ts'
import type { JobQueues } from './queues.ts'

// What BullMQ's limiter is set to where the provider says nothing: without any, it would not heed a pause either.
const unlimited = { jobs: 1_000, milliseconds: 1_000 } as const

// Jobs begin in steps of about this length, evenly: not all calls of a window at its start.
const stepSeconds = 0.2

// With one worker, a little early: what the queue itself needs for each of them would be lost, and `CallPace` holds what
// is too much. Of several workers none knows the calls of the others, so there the limiter alone has to be slow enough.
const stepShare = { alone: 0.98, together: 1.01 } as const

/**
 * Keeps what goes to each provider within what it allows. That is learnt from its answers; BullMQ's limiter, which all
 * workers share, makes jobs wait in their queue, and `CallPace` evens out how long each of them takes until it calls.
 */
export class ProviderPacing {
  readonly #queues: JobQueues
  readonly #onError: (error: unknown) => void
  readonly #paces = new Map<ProviderName, CallPace>()

  constructor(queues: JobQueues, onError: (error: unknown) => void) {
    this.#queues = queues
    this.#onError = onError
  }

  /** The same mailers, each of which makes a call when it is due. */
  pace(mailers: SendingWorld['mailers']): SendingWorld['mailers'] {
    const paced = providerNames.flatMap((name) => {
      const mailer = mailers[name]
      return mailer ? [[name, this.#paceMailer(mailer)] as const] : []
    })
    return Object.fromEntries(paced)
  }

  /** Sets the limiters again as they were set last; a queue that was lost has forgotten them. */
  async restore(): Promise<void> {
    for (const [name, pace] of this.#paces) if (pace.hasAnswer) await this.#setLimiter(name, pace)
  }

  #paceMailer(mailer: Mailer): Mailer {
    const pace = new CallPace()
    this.#paces.set(mailer.name, pace)
    const end = (call: PacedCall, { isAnswered, isTooSoon }: { isAnswered: boolean; isTooSoon: boolean }): void => {
      const isNews = pace.noteEnd(call, mailer.allowance() ?? (isAnswered ? null : undefined))
      const isSlower = isTooSoon && pace.slowDown()
      // Nobody waits for the queue here: what became of the mails has to be written down first.
      if (isNews || isSlower) this.#setLimiter(mailer.name, pace).catch(this.#onError)
    }
    return {
      ...mailer,
      async deliver(mails, options) {
        const call = await pace.turn(mails.length, options.signal)
        try {
          const outcomes = await mailer.deliver(mails, options)
          end(call, { isAnswered: true, isTooSoon: false })
          return outcomes
        } catch (error) {
          const failure = error instanceof ProviderFailure ? error : null
          const isAnswered = failure !== null && failure.kind !== 'unknown' && !options.signal.aborted
          end(call, { isAnswered, isTooSoon: failure?.retryAfterSeconds !== undefined })
          throw error
        }
      },
    }
  }

  /** A limiter that a worker before this one has set stands until the first answer, and is lifted by it if need be. */
  async #setLimiter(name: ProviderName, { allowance, slowedBy }: CallPace): Promise<void> {
    const queue = this.#queues.queue(name)
    const share = (await queue.getWorkersCount()) > 1 ? stepShare.together : stepShare.alone
    const { jobs, milliseconds } = allowance ? stepOf(allowance, share + 2 * slowedBy) : unlimited
    await queue.setGlobalRateLimit(jobs, milliseconds)
  }
}

function stepOf({ calls, seconds }: Allowance, share: number): { jobs: number; milliseconds: number } {
  const jobs = Math.max(1, Math.round((calls / seconds) * stepSeconds))
  return { jobs, milliseconds: Math.round(((jobs * seconds) / calls) * 1000 * share) }
}
