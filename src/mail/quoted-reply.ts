import { meantStatus } from './throttled-status.ts'

/** An SMTP reply as reports quote it: `550 5.1.1 …`, `550-5.1.1 …`, `550 #5.1.1 …`, or `554 …` without a status. */
export type QuotedReply = { readonly status: string | null; readonly replyCode: number | null }

// What a server quotes of another stands near the beginning.
const quoteLengthMax = 500
const reply = /(?<![\d.])([245]\d\d)[ -](?:\W{0,3}([245]\.\d{1,3}\.\d{1,3})(?!\.?\d))?/
const statusAlone = /#([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/

/**
 * Finds the reply in what a report quotes. The first counts, and a status only right behind it: the words that follow
 * may name another reply, as those of a blocklist that explains itself do.
 */
export function readQuotedReply(quote: string): QuotedReply {
  const text = quote.slice(0, quoteLengthMax)
  const [, replyCode, status] = reply.exec(text) ?? []
  if (replyCode !== undefined) return { status: meantStatus(status ?? null, text), replyCode: Number(replyCode) }
  return { status: meantStatus(statusAlone.exec(text)?.[1] ?? null, text), replyCode: null }
}
