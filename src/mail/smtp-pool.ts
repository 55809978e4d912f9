import { domainBusy } from '#domain/provider-failure'
import type { DomainShares } from './domain-shares.ts'
import { isDomainDeferral, SmtpError } from './smtp-failure.ts'
import type { SmtpErrand, SmtpSession } from './smtp-session.ts'

export type SmtpPool = {
  /**
   * Carries a message over the next connection that is free, once its receiving domain may have one.
   * @param signal cuts off whatever is under way
   * @throws SmtpError; with the code `domainBusy`, `not-begun` or `aborted` at `connect` when it never was begun
   */
  carry(errand: SmtpErrand, options: { readonly domain: string; readonly signal: AbortSignal }): Promise<void>
  close(): void
}

export type SmtpPoolOptions = {
  /** Opens a connection; `onEnd` is called once when it is gone. @throws SmtpError */
  readonly open: (onEnd: (session: SmtpSession) => void) => Promise<SmtpSession>
  readonly connectionsMax: number
  /** Null for as many as the server takes. */
  readonly messagesPerSecond: number | null
  /** How long a message waits for a connection. */
  readonly startSeconds: number
  /** After this, a receiving domain may turn out to be slow. */
  readonly slowSeconds: number
  readonly shares: DomainShares
  /** Monotonic milliseconds. */
  readonly clock: () => number
}

// After a connection too many for the server, as some count them, the ones that stand carry on alone for so long.
const openAgainMilliseconds = 5_000
// Timers are no finer than this: a pace that waited for each of them would fall behind.
const timerSlackMilliseconds = 10

type Turn = {
  readonly errand: SmtpErrand
  readonly domain: string
  session: SmtpSession | null
  isSecondTry: boolean
  end(outcome: Promise<void>): void
}

/** A few connections to one server, opened when there is mail for them and kept until the server or silence ends them. */
export function createSmtpPool(options: SmtpPoolOptions): SmtpPool {
  return new Pool(options)
}

class Pool implements SmtpPool {
  readonly #options: SmtpPoolOptions
  readonly #waiting: Turn[] = []
  readonly #sessions = new Set<SmtpSession>()
  readonly #idle: SmtpSession[] = []
  #opening = 0
  #openAgainAt = -Infinity
  #nextStartAt = -Infinity
  #paceTimer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: SmtpPoolOptions) {
    this.#options = options
  }

  carry(errand: SmtpErrand, { domain, signal }: { domain: string; signal: AbortSignal }): Promise<void> {
    return new Promise((resolve) => {
      const turn: Turn = { errand, domain, session: null, isSecondTry: false, end }
      const onAbort = (): void => {
        if (turn.session) turn.session.cut()
        else this.#drop(turn, 'aborted')
      }
      const startTimer = setTimeout(() => {
        if (!turn.session) this.#drop(turn, 'not-begun')
      }, this.#options.startSeconds * 1000)
      function end(outcome: Promise<void>): void {
        clearTimeout(startTimer)
        signal.removeEventListener('abort', onAbort)
        resolve(outcome)
      }
      this.#waiting.push(turn)
      if (signal.aborted || this.#isClosed) return onAbort()
      signal.addEventListener('abort', onAbort, { once: true })
      this.#dispatch()
    })
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#paceTimer)
    for (const turn of this.#waiting.slice()) this.#drop(turn, 'aborted')
    for (const session of this.#sessions) {
      if (this.#idle.includes(session)) session.quit()
      else session.cut()
    }
  }

  #drop(turn: Turn, code: string): void {
    const place = this.#waiting.indexOf(turn)
    if (place < 0) return
    this.#waiting.splice(place, 1)
    turn.end(Promise.reject(new SmtpError('connect', code)))
  }

  #dispatch(): void {
    const { shares } = this.#options
    for (const turn of this.#waiting.filter(({ domain }) => shares.isBusy(domain))) this.#drop(turn, domainBusy)
    for (;;) {
      const next = this.#waiting.find(({ domain }) => shares.mayBegin(domain))
      if (!next || this.#isClosed) return
      const session = this.#idle.findLast((candidate) => candidate.isOpen())
      if (!session) return this.#openMore()
      if (!this.#takesPace()) return
      this.#idle.splice(this.#idle.indexOf(session), 1)
      this.#waiting.splice(this.#waiting.indexOf(next), 1)
      void this.#run(next, session)
    }
  }

  /** Whether the pace allows a message now; if not, there will be another dispatch when it does. */
  #takesPace(): boolean {
    const { messagesPerSecond, clock } = this.#options
    if (messagesPerSecond === null) return true
    const now = clock()
    if (now < this.#nextStartAt) {
      this.#paceTimer ??= setTimeout(() => {
        this.#paceTimer = undefined
        this.#dispatch()
      }, this.#nextStartAt - now)
      return false
    }
    this.#nextStartAt = Math.max(this.#nextStartAt, now - timerSlackMilliseconds) + 1000 / messagesPerSecond
    return true
  }

  async #run(turn: Turn, session: SmtpSession): Promise<void> {
    const { shares } = this.#options
    turn.session = session
    const wasUsed = session.isUsed()
    const begunAt = shares.begin(turn.domain)
    // From then on its domain may count as slow, so that what waits for it is put off.
    const slowMilliseconds = this.#options.slowSeconds * 1000 + timerSlackMilliseconds
    const slowTimer = setInterval(() => this.#dispatch(), slowMilliseconds)
    const carried = session.carry(turn.errand)
    const error = await carried.catch((reason: unknown) => reason)
    clearInterval(slowTimer)
    shares.end(turn.domain, begunAt, endingOf(error))
    if (wasUsed && isStale(error) && !turn.isSecondTry) {
      turn.isSecondTry = true
      turn.session = null
      this.#waiting.unshift(turn)
    } else turn.end(carried)
    if (session.isOpen()) this.#idle.push(session)
    this.#dispatch()
  }

  #openMore(): void {
    const { connectionsMax, shares, clock } = this.#options
    if (this.#sessions.size + this.#opening > 0 && clock() < this.#openAgainAt) return
    const wanted = this.#waiting.filter(({ domain }) => shares.mayBegin(domain)).length
    while (this.#sessions.size + this.#opening < connectionsMax && this.#opening < wanted) void this.#openOne()
  }

  async #openOne(): Promise<void> {
    this.#opening += 1
    const opening = this.#options.open((ended) => this.#forget(ended))
    const session = await opening.catch(() => null)
    this.#opening -= 1
    if (session) {
      this.#openAgainAt = -Infinity
      this.#sessions.add(session)
      this.#idle.push(session)
      if (this.#isClosed) session.quit()
    } else {
      this.#openAgainAt = this.#options.clock() + openAgainMilliseconds
      const isLast = this.#sessions.size + this.#opening === 0
      // With no connection left or coming, nothing that waits can go.
      if (isLast) for (const turn of this.#waiting.splice(0)) turn.end(opening.then(() => {}))
    }
    this.#dispatch()
  }

  #forget(session: SmtpSession): void {
    this.#sessions.delete(session)
    const place = this.#idle.indexOf(session)
    if (place >= 0) this.#idle.splice(place, 1)
    this.#dispatch()
  }
}

/** Of a connection that the server had ended meanwhile, or ends with its first word: it heard nothing of the message. */
function isStale(error: unknown): boolean {
  if (!(error instanceof SmtpError) || error.step !== 'mail' || error.code === 'aborted') return false
  return error.reply === null || error.reply.code === 421
}

function endingOf(error: unknown): 'answered' | 'deferred' | 'broken' {
  if (!(error instanceof SmtpError)) return 'answered'
  if (isDomainDeferral(error)) return 'deferred'
  return error.reply === null ? 'broken' : 'answered'
}
