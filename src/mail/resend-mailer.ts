import { Resend, type Response } from 'resend'
import { limits } from '#domain/limits'
import { ProviderFailure } from '#domain/provider-failure'
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

const userAgent = 'northlight'

/**
 * Carries mail through the batch endpoint of Resend. The provider remembers the key of a batch for 24 hours and answers
 * a repetition with what it answered first, as long as the bytes are the same.
 */
export function createResendMailer({ apiKey, baseUrl }: ResendMailerOptions): Mailer {
  const resend = new Resend(apiKey, { ...(baseUrl ? { baseUrl } : {}), userAgent })
  const allowance = watchAllowance()
  // As many as there ever were calls at a time.
  const idlePayloads: PayloadBuffer[] = []

  // `batch.send` would write the body itself, and `fetch` copy it twice: four times the processor time of this.
  const call = (body: Uint8Array, key: string, signal: AbortSignal): Promise<Response<unknown>> => {
    const timeout = AbortSignal.timeout(limits.providerTimeoutSeconds * 1000)
    return resend.fetchRequest<unknown>('/emails/batch', {
      method: 'POST',
      headers: { ...headersOf(apiKey, key), 'Content-Length': String(body.length) },
      body: streamOf(body),
      duplex: 'half',
      signal: AbortSignal.any([signal, timeout]),
    })
  }

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
      const { data, error, headers } = await call(payload.read(), key, signal)
      allowance.note(headers ?? {})
      if (error) throw readResendError(error, headers ?? {})
      // The ids come in the order of the mails; an answer of another length tells us nothing about any of them.
      const ids = readIds(data)
      if (ids.length !== mails.length) throw new ProviderFailure('unknown', 'resend-answer-incomplete')
      // Who names every mail has read to the last of them; after any other end, bytes may still be on their way out.
      payload.clear()
      idlePayloads.push(payload)
      return ids.map((providerId) => ({ kind: 'accepted', providerId }))
    },
    close: async () => {},
  }
}

// Those of `batch.send`; `strict` means that one bad mail keeps the whole batch from being taken.
function headersOf(apiKey: string, key: string): Record<string, string> {
  return {
    Authorization: `Bearer ${apiKey}`,
    'User-Agent': userAgent,
    'Content-Type': 'application/json',
    'Idempotency-Key': key,
    'x-batch-validation': 'strict',
  }
}

/** The bytes as they are, in one piece: a stream is the one kind of body that `fetch` does not copy. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(bytes)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

// The SDK promises shapes that it does not check: whatever stands before the provider can answer with any JSON.
function readIds(answer: unknown): string[] {
  const entries = readObject(answer)['data']
  if (!Array.isArray(entries)) return []
  return entries.map((entry: unknown) => readObject(entry)['id']).filter((id) => typeof id === 'string')
}
