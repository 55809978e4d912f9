import { limits } from './limits.ts'

/**
 * A job that cannot be done yet and is to be taken up again at `until`: its provider rests, or the day's ceiling is
 * reached. Neither done nor failed, so it costs no attempt.
 */
export class PutOff extends Error {
  override readonly name = 'PutOff'
  readonly until: Temporal.Instant
  /** Why, as a short code. */
  readonly code: string

  constructor(code: string, until: Temporal.Instant) {
    super(code)
    this.code = code
    this.until = until
  }
}

/**
 * A moment in the seconds from `instant` on, always the same one for the same id: what waits for one instant is spread
 * over them.
 * @param id a UUID
 */
export function spreadFrom(
  instant: Temporal.Instant,
  id: string,
  seconds: number = limits.putOffSpreadSeconds,
): Temporal.Instant {
  const share = Number.parseInt(id.slice(-6), 16) / 0x1_00_00_00
  return instant.add({ milliseconds: Math.floor(share * seconds * 1000) })
}

/**
 * When something is tried again that has been tried in vain since `since`: the longer that is, the later, so that the
 * wait about doubles each time.
 */
export function nextTry(
  since: Temporal.Instant,
  { secondsMin, secondsMax }: { secondsMin: number; secondsMax: number },
  now: Temporal.Instant,
): Temporal.Instant {
  const age = now.since(since).total('seconds')
  return now.add({ milliseconds: Math.round(Math.min(Math.max(age, secondsMin), secondsMax) * 1000) })
}

/** When a provider that put something off is tried again with it. */
export function nextProviderTry(id: string, now: Temporal.Instant): Temporal.Instant {
  return spreadFrom(now.add({ seconds: limits.providerRetrySecondsMin }), id)
}

/** When messages are tried again that their readers' own servers have put off since `since`. */
export function nextReaderTry(since: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  return nextTry(since, { secondsMin: limits.readerRetrySecondsMin, secondsMax: limits.readerRetrySecondsMax }, now)
}
