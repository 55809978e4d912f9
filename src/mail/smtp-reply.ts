import { meantStatus } from './throttled-status.ts'

/** What a server answered. Its words are left behind here, since they quote addresses. */
export type SmtpReply = {
  /** RFC 5321 §4.2: `250`; 0 for what is no reply. */
  readonly code: number
  /** The enhanced status code (RFC 3463), `5.1.1`, where the server names one, as it means it. */
  readonly status: string | null
  /** That what the server allows for a day or a month is used up. */
  readonly isQuota: boolean
}

export type SmtpReplyReader = {
  /** The replies that a piece of the server's side completes. */
  read(chunk: Buffer): SmtpReply[]
  /** A refusal that was cut off after its code; null for everything else that was left over. */
  readRest(): SmtpReply | null
}

// Real replies are below 1 kB; a server that never ends one must not fill the memory.
const replyLengthMax = 64 * 1024

/** Reads a server's side of a conversation, however it is cut into pieces. */
export function createSmtpReplyReader(): SmtpReplyReader {
  let unread = ''
  let earlierLines = ''
  return {
    read(chunk) {
      unread += chunk.toString('latin1')
      const replies: SmtpReply[] = []
      let end = unread.indexOf('\n')
      while (end >= 0) {
        const line = unread.slice(0, end).trimEnd()
        unread = unread.slice(end + 1)
        if (/^\d{3}-/.test(line)) earlierLines += `${line}\n`
        else {
          replies.push(readSmtpReply(earlierLines + line))
          earlierLines = ''
        }
        end = unread.indexOf('\n')
      }
      if (unread.length + earlierLines.length <= replyLengthMax) return replies
      unread = ''
      earlierLines = ''
      return [...replies, readSmtpReply('')]
    },
    readRest: () => (/^[45]\d\d[ -]/.test(unread) ? readSmtpReply(unread) : null),
  }
}

/** @param text all lines of one reply */
export function readSmtpReply(text: string): SmtpReply {
  const parts = /^([2-5]\d\d)(?:[ -](?:([245]\.\d{1,3}\.\d{1,3})(?![.\d]))?|$)/.exec(text)
  const status = meantStatus(parts?.[2] ?? null, text)
  return { code: Number(parts?.[1] ?? 0), status, isQuota: isQuota(status, text) }
}

/**
 * Gmail says 5.4.5 when a day's messages are used up and Exchange Online 5.1.90; Amazon SES names no status of its own.
 * X.2.z (RFC 3463 §3.3) speaks of the reader's mailbox, which may be over a quota of its own.
 */
function isQuota(status: string | null, text: string): boolean {
  if (status === '5.4.5' || status === '5.1.90') return true
  if (!/^[45]/.test(text) || /^[45]\.2\./.test(status ?? '')) return false
  return /\b(daily|monthly)\b.*\b(quota|limit)\b/i.test(text)
}
