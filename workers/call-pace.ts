import { setTimeout as pause } from 'node:timers/promises'
import { ProviderFailure } from '#domain/provider-failure'
import type { Allowance } from '#mail/mailer'

/**
 * How much longer than the provider says its window is taken to be, as a share: the time by which a call took longer than
 * others of its kind, since the provider may have counted it as late as that. `most` holds for one call; `mean` for many.
 */
const margins = { least: 0.005, mean: 0.02, most: 0.5 } as const

/** By what `least` rises when a call still came too soon, and in how many calls that go well it falls by as much. */
const slowing = { step: 0.005, most: 0.05, recovery: 300 } as const

// The first calls pay for connections and for code that runs for the first time: none of them tells how short the way is.
const warmUpCalls = 20

// A short way that was found once is forgotten slowly, as the way to the provider may have become longer.
const forgetting = 1.003

// The mean of the margins is taken over about so many calls.
const meanOver = 50

type Kind = 'single' | 'batch'

/** A clock that never goes back, in milliseconds. */
export type Stopwatch = {
  now(): number
  /** Ends early when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<unknown>
}

const stopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => pause(Math.ceil(milliseconds), undefined, { signal }).catch(() => {}),
}

/** A call on its way; see `CallPace.turn`. */
export type PacedCall = {
  readonly kind: Kind
  readonly sentAt: number
  /** How long it took; null until it has ended. */
  readonly took: number | null
}

/**
 * Holds a call back that would come too soon. BullMQ's limiter counts jobs as they begin, and a job calls only when its
 * batch is composed, which takes longer for one than for another: here the calls of this process themselves are counted,
 * so that no window of the provider, wherever it begins, sees more of them than it allows.
 */
export class CallPace {
  readonly #clock: Stopwatch
  #allowance: Allowance | null = null
  #hasAnswer = false
  #slowedBy = 0
  #meanMargin = 0
  /** The latest calls, as many as a window holds. */
  #calls: { kind: Kind; sentAt: number; took: number | null }[] = []
  #ended = 0
  /** How long the shortest call took; 0 where that is not known. */
  readonly #shortest: Record<Kind, number> = { single: 0, batch: 0 }
  #line: Promise<unknown> = Promise.resolve()
  #trial: PromiseWithResolvers<void> | null = null

  constructor(clock: Stopwatch = stopwatch) {
    this.#clock = clock
  }

  /** What the provider allows; null while it has said nothing. */
  get allowance(): Allowance | null {
    return this.#allowance
  }

  /** By how much, as a share, calls go slower since some of them came too soon for the provider. */
  get slowedBy(): number {
    return this.#slowedBy
  }

  /** Whether the provider has answered since this process started. */
  get hasAnswer(): boolean {
    return this.#hasAnswer
  }

  /**
   * Waits until a call with so many mails may go; calls go in the order in which they came. Until the provider has
   * answered once, only one is open, since nobody knows how many it allows.
   * @throws ProviderFailure `temporary` when the signal ends the wait: nothing was sent
   */
  async turn(mails: number, signal: AbortSignal): Promise<PacedCall> {
    const mine = this.#line.then(() => this.#wait(mails > 1 ? 'batch' : 'single', signal))
    this.#line = mine.catch(() => {})
    return mine
  }

  /**
   * Notes the end of a call, and what the provider said that it allows, or that it says nothing.
   * @param allowance undefined for a call that had no answer
   * @returns whether this is news
   */
  noteEnd(call: PacedCall, allowance: Allowance | null | undefined): boolean {
    const now = this.#clock.now()
    const took = now - call.sentAt
    this.#slowedBy = Math.max(0, this.#slowedBy - slowing.step / slowing.recovery)
    if (this.#trial) {
      // It may have been counted as late as now.
      this.#calls = [{ ...call, sentAt: now, took: 0 }]
      this.#trial.resolve()
      this.#trial = null
    } else {
      const known = this.#calls.find((other) => other === call)
      if (known) known.took = took
      this.#ended += 1
      const before = this.#shortest[call.kind] || Infinity
      if (this.#ended > warmUpCalls) this.#shortest[call.kind] = Math.min(took, before * forgetting)
    }
    if (allowance === undefined) return false
    const isNews = !this.#hasAnswer || !isSame(allowance, this.#allowance)
    this.#hasAnswer = true
    this.#allowance = allowance
    return isNews
  }

  /** The provider refused a call as one too many: from now on they go a little slower. Returns whether they can. */
  slowDown(): boolean {
    if (this.#slowedBy >= slowing.most) return false
    this.#slowedBy = Math.min(slowing.most, this.#slowedBy + slowing.step)
    return true
  }

  async #wait(kind: Kind, signal: AbortSignal): Promise<PacedCall> {
    await this.#trial?.promise
    const wait = this.#earliest(kind) - this.#clock.now()
    if (wait > 0) await this.#clock.wait(wait, signal)
    if (signal.aborted) throw new ProviderFailure('temporary', 'shutting-down')
    if (!this.#hasAnswer) this.#trial = Promise.withResolvers()
    const call = { kind, sentAt: this.#clock.now(), took: null }
    this.#calls.push(call)
    this.#calls.splice(0, this.#calls.length - (this.#allowance?.calls ?? 1))
    return call
  }

  #earliest(kind: Kind): number {
    const [oldest] = this.#calls
    if (!this.#allowance || !oldest || this.#calls.length < this.#allowance.calls) return 0
    const window = this.#allowance.seconds * 1000
    return oldest.sentAt + window * (1 + this.#marginBetween(oldest, kind, window))
  }

  #marginBetween(oldest: PacedCall, kind: Kind, window: number): number {
    const mean = margins.mean + 6 * this.#slowedBy
    const most = this.#meanMargin > mean ? mean : margins.most
    // What the way is at least: a single mail, which is small, may overtake a batch.
    const shortest = Math.min(this.#shortest[kind], this.#shortest[oldest.kind])
    const late = ((oldest.took ?? Infinity) - shortest) / window
    const margin = Math.max(Math.min(late, most), margins.least + this.#slowedBy)
    this.#meanMargin += (margin - this.#meanMargin) / meanOver
    return margin
  }
}

function isSame(one: Allowance | null, other: Allowance | null): boolean {
  return one?.calls === other?.calls && one?.seconds === other?.seconds
}
