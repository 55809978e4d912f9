import { deliveryActions, type DeliveryAction, type DeliveryStatus } from '#domain/delivery-status'
import { readFieldBlocks, type FieldBlock } from './field-blocks.ts'
import { readQuotedReply } from './quoted-reply.ts'
import { meantStatus } from './throttled-status.ts'

/**
 * Reads the machine-readable part of a delivery report (RFC 3464 §2): one status for each recipient, in order. Addresses
 * in it are passed over: which letter it is about is known from where the report was sent to, and nothing else could be
 * believed. Blocks that name neither an action nor a status are about the whole message, or broken.
 */
export function readDeliveryReport(text: string): DeliveryStatus[] {
  return readFieldBlocks(text).flatMap((block) => {
    const status = readStatus(block.get('status'))
    const action = readAction(block.get('action'), status)
    return action === null ? [] : [{ action, ...narrow(status, block) }]
  })
}

function readAction(value: string | undefined, status: string | null): DeliveryAction | null {
  const word = /^[a-z]+/.exec(value?.toLowerCase() ?? '')?.[0]
  const action = deliveryActions.find((known) => known === word)
  if (action !== undefined || value !== undefined) return action ?? null
  // RFC 3464 wants an action; some servers leave it out of a report that can only be about a failure or a delay.
  if (status === null || status.startsWith('2')) return null
  return status.startsWith('5') ? 'failed' : 'delayed'
}

/** `5.1.1`, from `5.1.1 (no such user)` as well. */
function readStatus(value: string | undefined): string | null {
  return /^([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(value ?? '')?.[1] ?? null
}

/**
 * The reply that the reader's own server gave says more than the status that the reporting server made of it: Exim
 * reports 5.0.0 whatever the reason.
 */
function narrow(status: string | null, block: FieldBlock): Omit<DeliveryStatus, 'action'> {
  const [type = '', quote = ''] = splitOnce(block.get('diagnostic-code') ?? '', ';')
  if (!/^(x-)?(smtp|lmtp)$/i.test(type.trim())) return { status, replyCode: null }
  const quoted = readQuotedReply(quote)
  return { status: quoted.status ?? meantStatus(status, quote), replyCode: quoted.replyCode }
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

// What of a bounce in plain words comes before the returned message.
const copyOfLetter = /^--[^\n]*\b(copy|original|below)\b/im

/**
 * Reads a bounce in words, as servers send that know no RFC 3464: qmail's own form (QSBMF, which begins `Hi. This is
 * the`), and mail whose header names failed recipients, or calls itself a delivery report without having one.
 */
export function readWordedBounce(text: string): DeliveryStatus[] {
  const [words = ''] = text.split(copyOfLetter, 1)
  // In qmail's form the reason follows the line that names the recipient; its greeting may hold anything.
  const paragraph = /^<[^>\n]*>:[ \t]*$/m.exec(words)
  return [{ action: 'failed', ...readQuotedReply(words.slice(paragraph?.index ?? 0)) }]
}

/** Whether a text without any other sign of it is a bounce in qmail's form. */
export function isQmailBounce(text: string): boolean {
  return /^\s{0,10}Hi\. This is the /.test(text)
}
