import { ProviderFailure } from '#domain/provider-failure'
import { Refusal } from '#domain/refusal'

/**
 * What BullMQ may keep of an error. It stores message and stack with the job, so neither may quote what the error was
 * about: an address in a constraint violation, a server's reply, a piece of a payload.
 */
export class JobError extends Error {
  override readonly name = 'JobError'

  constructor(code: string) {
    super(code)
    this.stack = `JobError: ${code}`
  }
}

/** A short code for any error: ours by their own codes, those of PostgreSQL by SQLSTATE, others by their class. */
export function codeOf(error: unknown): string {
  if (error instanceof ProviderFailure) return error.code
  if (error instanceof Refusal) return error.code
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code !== null && /^[A-Za-z0-9_-]{1,60}$/.test(code)) return `${error.name}-${code}`
  return error.cause === undefined ? error.name : `${error.name}-${codeOf(error.cause)}`
}
