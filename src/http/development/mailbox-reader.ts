/** What the mailbox pages need of a mailbox. */
export type MailboxReader = {
  /** Messages, newest first; `to` narrows them to one recipient's, compared without regard to case. */
  listMessages(query: MailboxQuery): Promise<MailboxPage>
  /** One message, or null where there is none. */
  readMessage(id: string): Promise<MailboxMessage | null>
}

export type MailboxQuery = {
  readonly to: string | null
  /** Counted from 1. */
  readonly page: number
  readonly pageSize: number
}

export type MailboxPage = {
  readonly messages: readonly MessageSummary[]
  /** Of all pages together. */
  readonly total: number
}

export type MessageSummary = {
  readonly id: string
  /** The recipient on the envelope. */
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly receivedAt: Temporal.Instant
}

export type MailboxMessage = MessageSummary & {
  /** In the order of the message, duplicates included. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  readonly html: string | null
  readonly text: string | null
  /** The message as it came, byte for byte. */
  readonly source: Uint8Array<ArrayBuffer>
}
