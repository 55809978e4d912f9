import { randomUUID } from 'node:crypto'
import { Webhook } from 'svix'
import type { LedgerEntry } from './mailbox-ledger.ts'
import type { MovableClock } from './movable-clock.ts'

/** The kinds of events that tell of one message; see the provider's page on event types. */
export type WebhookType =
  | 'email.sent'
  | 'email.delivered'
  | 'email.delivery_delayed'
  | 'email.bounced'
  | 'email.complained'
  | 'email.failed'
  | 'email.suppressed'
  | 'email.opened'
  | 'email.clicked'

/** An event as it lies ready for delivery, once, twice, late, or never. */
export type PreparedWebhook = { readonly id: string; readonly body: string }

export type ResendWebhooks = {
  /**
   * Writes an event of a message, with everything personal that the provider puts in. `details` stand beside what all
   * events share: `{ bounce: … }`, `{ failed: … }`.
   */
  write(
    type: WebhookType,
    entry: LedgerEntry,
    options?: { readonly occurredAt?: Temporal.Instant; readonly details?: Readonly<Record<string, unknown>> },
  ): PreparedWebhook
  /** Signs an event as of now and posts it. @returns the status of the answer */
  deliver(event: PreparedWebhook, url: string, options?: { readonly secret?: string }): Promise<number>
  /** The headers with which an event is posted, signed as of `at`. */
  sign(event: PreparedWebhook, options?: { readonly secret?: string; readonly at?: Temporal.Instant }): Headers
}

/** A bounce for good, and one for the time being, in the provider's words. */
export const bounceDetails = {
  hard: { bounce: { type: 'Permanent', subType: 'General', message: 'The mailbox does not exist.' } },
  soft: { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'The mailbox is full.' } },
} as const

/** Writes and signs webhooks as Resend does, by the hand of Svix: nothing here is our own idea of a signature. */
export function createResendWebhooks({
  secret,
  clock,
}: {
  readonly secret: string
  readonly clock: MovableClock
}): ResendWebhooks {
  const sign: ResendWebhooks['sign'] = ({ id, body }, { secret: by = secret, at = clock.now() } = {}) => {
    const seconds = Math.floor(at.epochMilliseconds / 1000)
    // oxlint-disable-next-line no-restricted-globals -- Svix takes a Date
    const signature = new Webhook(by).sign(id, new Date(seconds * 1000), body)
    return new Headers({
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(seconds),
      'svix-signature': signature,
    })
  }
  return {
    write(type, entry, { occurredAt = clock.now(), details = {} } = {}) {
      const data = {
        email_id: entry.providerId,
        message_id: `<${entry.providerId}@email.provider.example>`,
        created_at: entry.takenAt.toString(),
        from: '"Letters" <letters@news.example>',
        to: [entry.address],
        subject: 'A letter',
        ...(entry.reference === null ? {} : { tags: { d: entry.reference } }),
        ...details,
      }
      return {
        id: `msg_${randomUUID().replaceAll('-', '')}`,
        body: JSON.stringify({ type, created_at: occurredAt.toString(), data }),
      }
    },
    async deliver(event, url, options) {
      const response = await fetch(url, { method: 'POST', headers: sign(event, options), body: event.body })
      await response.arrayBuffer()
      return response.status
    },
    sign,
  }
}
