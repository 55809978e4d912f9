const saysNotNow = /\b(rate|too\s(quickly|fast|many)|throttl\w*|limit\w*|later|temporar\w*)\b/i

/**
 * The status that a refusal means. 5.2.1 is a mailbox that is closed for good, but Gmail says it also of one that gets
 * more mail at the moment than it takes, with words that it puts behind 4.2.1 at first
 * (https://support.google.com/mail/?p=ReceivingRatePerm), and others of one that is closed for the time being. Both are
 * what RFC 3463 §3.3 calls 4.2.1.
 * @param words what the server said behind it
 */
export function meantStatus(status: string | null, words: string): string | null {
  return status === '5.2.1' && saysNotNow.test(words) ? '4.2.1' : status
}
