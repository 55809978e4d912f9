import { createHash } from 'node:crypto'
import { refuse, type Answer } from './resend-rules.ts'

const remembersHours = 24

type Remembered = { readonly payloadHash: string; readonly since: Temporal.Instant; answer: Answer | null }

/**
 * What the provider does with idempotency keys, by its page on them: for 24 hours the same key with the same bytes gets
 * the first answer again, with other bytes a refusal, and while the first request still runs another one. Only what was
 * taken is remembered: whether refusals are, the page does not say.
 */
export function createKeyMemory(
  now: () => Temporal.Instant,
): (key: string | string[] | undefined, body: string, take: () => Promise<Answer>) => Promise<Answer> {
  const remembered = new Map<string, Remembered>()
  return async (key, body, take) => {
    if (key === undefined) return take()
    if (typeof key !== 'string' || key.length < 1 || key.length > 256) {
      return refuse(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const payloadHash = createHash('sha256').update(body).digest('base64')
    const known = remembered.get(key)
    if (known && Temporal.Instant.compare(now(), known.since.add({ hours: remembersHours })) < 0) {
      if (known.payloadHash !== payloadHash)
        return refuse(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
      return (
        known.answer ??
        refuse(
          409,
          'concurrent_idempotent_requests',
          'Same idempotency key used while original request is in progress.',
        )
      )
    }
    const entry: Remembered = { payloadHash, since: now(), answer: null }
    remembered.set(key, entry)
    const answer = await take()
    if (answer.status === 200) entry.answer = answer
    else remembered.delete(key)
    return answer
  }
}
