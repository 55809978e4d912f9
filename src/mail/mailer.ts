import type { EmailAddress } from '#domain/email-address'
import type { MailBody } from '#domain/mail-template'
import type { ProviderName } from '#domain/provider'
import type { ProviderFailure } from '#domain/provider-failure'

/** One message to one reader. Header values are plain lines; adapters write them as they are. */
export type OutgoingMail = {
  /** Random id of the delivery, for the provider's events and the Message-ID. Names no person and no campaign. */
  readonly reference: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: EmailAddress
  readonly replyTo: string
  /** Where it bounces to, and nobody else's mail does (VERP); null leaves that to the provider. */
  readonly bounceTo: string | null
  readonly subject: string
  /** Where many messages share a letter, a mailer may write what is the same in all of them once. */
  readonly body: MailBody
  /** Whether the text part goes alone, because its reader wants no HTML. */
  readonly isTextOnly?: boolean
  /** None of them says anything of the reader, and all messages of a letter have the same. */
  readonly headers: Readonly<Record<string, string>>
  /** The reader's own `List-Unsubscribe` (RFC 2369 §3.2); null where there is no list to leave. */
  readonly listUnsubscribe: string | null
}

/** What became of each message of a batch, in the order of the batch. */
export type MailOutcome =
  | {
      readonly kind: 'accepted'
      /** The provider's own id of the message; null where it gives none, and knows it by its reference. */
      readonly providerId: string | null
    }
  | { readonly kind: 'failed'; readonly failure: ProviderFailure }

/** So many calls in so many seconds. */
export type Allowance = { readonly calls: number; readonly seconds: number }

/**
 * Carries mail to a provider. `deliver` returns one outcome per message, or throws a `ProviderFailure` for the batch as
 * a whole: `temporary` when nothing was taken and the same batch may be tried again, `permanent` when nothing was taken
 * and trying again is useless, `unknown` when it may have been taken.
 */
export type Mailer = {
  readonly name: ProviderName
  /** Recipients of one batch; batches are cut to this. */
  readonly batchSizeMax: number
  /** Messages in one call; when it goes wrong, no other is begun. */
  readonly windowSize: number
  /** As many messages of a batch as may be left in doubt when a process dies in the middle of it; a call at least. */
  readonly doubtMax: number
  /** What the provider itself last said that it allows; null where it says nothing. */
  allowance(): Allowance | null
  /** Whether a batch may be sent again with the same key after an unknown outcome, without being delivered twice. */
  readonly remembersKeys: boolean
  deliver(
    mails: readonly OutgoingMail[],
    options: { readonly key: string; readonly signal: AbortSignal },
  ): Promise<MailOutcome[]>
  close(): Promise<void>
}
