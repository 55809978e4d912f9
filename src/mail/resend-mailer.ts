import { limits } from '#domain/limits'
import { ProviderFailure } from '#domain/provider-failure'
import { createHttpPoster, type HttpAnswer } from './http-poster.ts'
import type { Mailer } from './mailer.ts'
import { PayloadBuffer } from './payload-buffer.ts'
import { watchAllowance } from './resend-allowance.ts'
import { readObject, readResendError } from './resend-errors.ts'
import { writeResendPayload } from './resend-payload.ts'

export type ResendMailerOptions = {
  readonly apiKey: string
  /** Another place than the provider's own, as for a region or a test. */
  readonly baseUrl?: string | undefined
}

/**
 * Carries mail through the batch endpoint of Resend. The provider remembers the key of a batch for 24 hours and answers
 * a repetition with what it answered first, as long as the bytes are the same.
 */
export function createResendMailer({ apiKey, baseUrl = 'https://api.resend.com' }: ResendMailerOptions): Mailer {
  const poster = createHttpPoster({ url: `${baseUrl}/emails/batch`, headers: headersOf(apiKey) })
  const allowance = watchAllowance()
  // As many as there ever were calls at a time.
  const idlePayloads: PayloadBuffer[] = []

  return {
    name: 'resend',
    batchSizeMax: limits.apiBatchSizeMax,
    windowSize: limits.apiBatchSizeMax,
    doubtMax: limits.apiBatchSizeMax,
    remembersKeys: true,
    allowance: allowance.read,
    async deliver(mails, { key, signal }) {
      if (signal.aborted) throw new ProviderFailure('temporary', 'shutting-down')
      const payload = idlePayloads.pop() ?? new PayloadBuffer()
      writeResendPayload(payload, mails)
      const timeout = AbortSignal.timeout(limits.providerTimeoutSeconds * 1000)
      const outcome = await poster.post(payload.read(), {
        headers: { 'Idempotency-Key': key },
        signal: AbortSignal.any([signal, timeout]),
      })
      if (typeof outcome === 'string') throw failureWithoutAnswer(outcome)
      if (outcome.isBodySent) {
        payload.clear()
        idlePayloads.push(payload)
      }
      allowance.note(outcome.headers)
      // The ids come in the order of the mails; an answer of another length tells us nothing about any of them.
      const ids = readIds(readAnswer(outcome))
      if (ids.length !== mails.length) throw new ProviderFailure('unknown', 'resend-answer-incomplete')
      return ids.map((providerId) => ({ kind: 'accepted', providerId }))
    },
    close: () => poster.close(),
  }
}

// What `batch.send` of the SDK sends; `strict` means that one bad mail keeps the whole batch from being taken.
function headersOf(apiKey: string): Record<string, string> {
  return {
    Authorization: `Bearer ${apiKey}`,
    'User-Agent': 'northlight',
    'Content-Type': 'application/json',
    'x-batch-validation': 'strict',
  }
}

function failureWithoutAnswer(outcome: 'unanswered' | 'thread-ended'): ProviderFailure {
  if (outcome === 'thread-ended') return new ProviderFailure('unknown', 'resend-thread-ended')
  return readResendError({ name: unreadable }, {})
}

// What the SDK calls an answer that it cannot read, or that there is none.
const unreadable = 'application_error'

/** What stands in an answer that takes the batch. @throws ProviderFailure for any other */
function readAnswer({ status, headers, text }: HttpAnswer): unknown {
  const value = parseJson(text)
  if (status >= 200 && status < 300) return value
  throw readResendError(value ?? { name: unreadable, statusCode: status }, headers)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// Whatever stands before the provider can answer with any JSON.
function readIds(answer: unknown): string[] {
  const entries = readObject(answer)['data']
  if (!Array.isArray(entries)) return []
  return entries.map((entry: unknown) => readObject(entry)['id']).filter((id) => typeof id === 'string')
}
