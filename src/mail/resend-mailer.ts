import { Resend, type CreateBatchOptions } from 'resend'
import { limits } from '#domain/limits'
import { ProviderFailure } from '#domain/provider-failure'
import type { Mailer, OutgoingMail } from './mailer.ts'

export type ResendMailerOptions = {
  readonly apiKey: string
  /** Another place than the provider's own, as for a region or a test. */
  readonly baseUrl?: string | undefined
}

/**
 * Carries mail through the batch endpoint of Resend. The provider remembers the key of a batch for 24 hours and answers
 * a repetition with what it answered first, as long as the bytes are the same.
 */
export function createResendMailer({ apiKey, baseUrl }: ResendMailerOptions): Mailer {
  const resend = new Resend(apiKey, { ...(baseUrl ? { baseUrl } : {}), userAgent: 'northlight' })
  return {
    name: 'resend',
    batchSizeMax: limits.apiBatchSizeMax,
    windowSize: limits.apiBatchSizeMax,
    remembersKeys: true,
    allowance: () => null,
    async deliver(mails, { key, signal }) {
      if (signal.aborted) throw new ProviderFailure('temporary', 'shutting-down')
      const timeout = AbortSignal.timeout(limits.providerTimeoutSeconds * 1000)
      const { data, error, headers } = await resend.batch.send(mails.map(toPayload), {
        idempotencyKey: key,
        signal: AbortSignal.any([signal, timeout]),
      })
      if (error) throw readResendError(error, headers ?? {})
      // The ids come in the order of the mails; an answer of another length tells us nothing about any of them.
      const ids = readIds(data)
      if (ids.length !== mails.length) throw new ProviderFailure('unknown', 'resend-answer-incomplete')
      return ids.map((providerId) => ({ kind: 'accepted', providerId }))
    },
    close: async () => {},
  }
}

function toPayload(mail: OutgoingMail): CreateBatchOptions[number] {
  return {
    from: `${quoteName(mail.from.name)} <${mail.from.address}>`,
    to: [mail.to],
    replyTo: mail.replyTo,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: { ...mail.headers },
    // Comes back with the provider's events; random, so that it tells the provider nothing.
    tags: [{ name: 'd', value: mail.reference }],
  }
}

function quoteName(name: string): string {
  return `"${name.replace(/["\\]/g, (character) => `\\${character}`)}"`
}

// The SDK promises shapes that it does not check: whatever stands before the provider can answer with any JSON.
function readIds(answer: unknown): string[] {
  const entries = readObject(answer)['data']
  if (!Array.isArray(entries)) return []
  return entries.map((entry: unknown) => readObject(entry)['id']).filter((id) => typeof id === 'string')
}

function readObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** What an error of the provider means. Branches on the HTTP status first: names have changed before. */
export function readResendError(error: unknown, headers: Readonly<Record<string, string>>): ProviderFailure {
  const { name: givenName, statusCode } = readObject(error)
  const name = typeof givenName === 'string' && /^[a-z_]{1,60}$/.test(givenName) ? givenName : 'unnamed'
  if (typeof statusCode !== 'number')
    return new ProviderFailure('unknown', `resend-no-answer-${name.replaceAll('_', '-')}`)
  const code = `resend-${statusCode}-${name.replaceAll('_', '-')}`
  if (statusCode === 429) {
    if (name.endsWith('quota_exceeded')) return new ProviderFailure('refused', code)
    return new ProviderFailure('temporary', code, { retryAfterSeconds: retryAfter(headers) })
  }
  if (statusCode === 409) {
    // A key in use means that the first call under it still runs; one that stands for other bytes, that it took something.
    return new ProviderFailure(name === 'concurrent_idempotent_requests' ? 'unknown' : 'conflict', code)
  }
  if ([401, 403, 404, 405, 451].includes(statusCode)) return new ProviderFailure('refused', code)
  // `application_error` is what the SDK calls an answer that it cannot read, which may come from anyone on the way.
  const isRefusalOfContent = statusCode === 413 || ([400, 422].includes(statusCode) && name !== 'application_error')
  return new ProviderFailure(isRefusalOfContent ? 'permanent' : 'unknown', code)
}

function retryAfter(headers: Readonly<Record<string, string>>): number {
  const asked = [headers['retry-after'], headers['ratelimit-reset']].map(Number)
  const seconds = asked.find((value) => Number.isFinite(value) && value > 0) ?? 1
  return Math.min(seconds, limits.providerPauseSecondsMax)
}
