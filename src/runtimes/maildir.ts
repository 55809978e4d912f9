import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Address, type Email } from 'postal-mime'
import type {
  MailboxMessage,
  MailboxPage,
  MailboxQuery,
  MailboxReader,
  MessageSummary,
} from '#http/development/mailbox-reader'

/** A message as it came by SMTP. */
export type ReceivedMessage = {
  readonly from: string
  readonly recipients: readonly string[]
  readonly bytes: Buffer
}

export type Maildir = MailboxReader & {
  /** Keeps one copy for each recipient. When this returns, readers see all of them. */
  store(message: ReceivedMessage, now: Temporal.Instant): Promise<void>
}

// Sorts by arrival. The last part is a digest of the recipient, so that a mailbox of many thousands is narrowed to one
// reader without opening a file.
const idPattern = /^(\d{13})\.\d{6}[0-9a-f]{8}\.([0-9a-f]{16})$/

/** Opens a Maildir (https://cr.yp.to/proto/maildir.html), and makes it where it is missing. */
export async function openMaildir(directory: string): Promise<Maildir> {
  for (const part of ['tmp', 'new', 'cur']) await mkdir(join(directory, part), { recursive: true, mode: 0o700 })
  const process = randomBytes(4).toString('hex')
  let sequence = 0

  const store = async ({ from, recipients, bytes }: ReceivedMessage, now: Temporal.Instant): Promise<void> => {
    for (const recipient of recipients) {
      sequence = (sequence + 1) % 1_000_000
      const id = `${now.epochMilliseconds}.${String(sequence).padStart(6, '0')}${process}.${digest(recipient)}`
      const envelope = `Return-Path: <${from}>\r\nDelivered-To: ${recipient}\r\nX-Original-To: ${recipient}\r\n`
      const draft = join(directory, 'tmp', id)
      await writeFile(draft, Buffer.concat([Buffer.from(envelope), bytes]), { flag: 'wx', mode: 0o600 })
      await rename(draft, join(directory, 'new', id))
    }
  }

  const listMessages = async ({ to, page, pageSize }: MailboxQuery): Promise<MailboxPage> => {
    const wanted = to === null ? null : digest(to)
    const ids = (await readdir(join(directory, 'new'))).filter((id) => {
      const recipient = idPattern.exec(id)?.[2]
      return recipient !== undefined && (wanted === null || recipient === wanted)
    })
    const shown = ids
      .toSorted()
      .toReversed()
      .slice((page - 1) * pageSize, page * pageSize)
    const messages = await Promise.all(shown.map(readMessage))
    return { messages: messages.filter((message) => message !== null), total: ids.length }
  }

  const readMessage = async (id: string): Promise<MailboxMessage | null> => {
    if (!idPattern.test(id)) return null
    const source = await readFile(join(directory, 'new', id)).catch(() => null)
    if (source === null) return null
    const email = await PostalMime.parse(source)
    return {
      ...summarise(id, email),
      headers: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      html: email.html ?? null,
      text: email.text ?? null,
      source: Uint8Array.from(source),
    }
  }

  return { store, listMessages, readMessage }
}

function summarise(id: string, email: Email): MessageSummary {
  return {
    id,
    to: email.headers.find(({ key }) => key === 'delivered-to')?.value ?? '',
    from: formatAddress(email.from),
    subject: email.subject ?? '',
    receivedAt: Temporal.Instant.fromEpochMilliseconds(Number(idPattern.exec(id)?.[1])),
  }
}

function formatAddress(address: Address | undefined): string {
  if (address === undefined) return ''
  if (address.address === undefined || address.name === '') return address.address ?? address.name
  return `${address.name} <${address.address}>`
}

function digest(address: string): string {
  return createHash('sha256').update(address.trim().toLowerCase()).digest('hex').slice(0, 16)
}
