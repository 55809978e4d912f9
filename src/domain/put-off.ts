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
