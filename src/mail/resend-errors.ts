import { limits } from '#domain/limits'
import { ProviderFailure } from '#domain/provider-failure'

type AnswerHeaders = Readonly<Record<string, string>>

/** What an error of Resend means. Branches on the HTTP status first: names have changed before. */
export function readResendError(error: unknown, headers: AnswerHeaders): ProviderFailure {
  const { name: givenName, statusCode } = readObject(error)
  const name = typeof givenName === 'string' && /^[a-z_]{1,60}$/.test(givenName) ? givenName : 'unnamed'
  if (typeof statusCode !== 'number')
    return new ProviderFailure('unknown', `resend-no-answer-${name.replaceAll('_', '-')}`)
  const code = `resend-${statusCode}-${name.replaceAll('_', '-')}`
  if (statusCode === 429) {
    if (name.endsWith('quota_exceeded')) return new ProviderFailure('quota', code)
    return new ProviderFailure('temporary', code, { retryAfterSeconds: retryAfter(headers) })
  }
  if (statusCode === 409) {
    // A key in use means that the first call under it still runs; one that stands for other bytes, that it took something.
    return new ProviderFailure(name === 'concurrent_idempotent_requests' ? 'unknown' : 'conflict', code)
  }
  if ([401, 403, 404, 405, 451].includes(statusCode)) return new ProviderFailure('refused', code)
  // Speaks of our call and not of any mail in it: half of them would fare no better.
  if (statusCode === 400 && name === 'invalid_idempotency_key') return new ProviderFailure('refused', code)
  // `application_error` is what the SDK calls an answer that it cannot read, which may come from anyone on the way.
  const isRefusalOfContent = statusCode === 413 || ([400, 422].includes(statusCode) && name !== 'application_error')
  return new ProviderFailure(isRefusalOfContent ? 'permanent' : 'unknown', code)
}

/** A value of unknown shape as an object; empty for anything else. */
export function readObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function retryAfter(headers: AnswerHeaders): number {
  const asked = [headers['retry-after'], headers['ratelimit-reset']].map(Number)
  const seconds = asked.find((value) => Number.isFinite(value) && value > 0) ?? 1
  return Math.min(seconds, limits.providerPauseSecondsMax)
}
