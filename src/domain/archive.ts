import { Refusal } from './refusal.ts'

/** The facts that decide whether the web copy of a letter can be seen. */
export type ArchiveFacts = {
  /** When it began to leave; nothing is released while its embargo holds. */
  readonly releasedAt: Temporal.Instant | null
  /** Staff keep it out of the archive for now. */
  readonly withheldAt: Temporal.Instant | null
  /** Staff have removed it, and its page says so. */
  readonly takenDownAt: Temporal.Instant | null
}

/**
 * Whether the web copy of a letter can be seen: on its page, in lists, feeds and the search, as a picture or as an event
 * for a calendar. What it was is known all the same to whoever holds its code.
 */
export function isShown({ releasedAt, withheldAt, takenDownAt }: ArchiveFacts): boolean {
  return releasedAt !== null && withheldAt === null && takenDownAt === null
}

/**
 * Why a letter is taken down, or put back, as it is kept for good. The words outlast every address, so they hold none.
 * @throws Refusal `reason-missing`, `reason-names-address`
 */
export function checkTakedownReason(reason: string): string {
  const words = reason.trim()
  if (words === '') throw new Refusal('reason-missing', { field: 'reason' })
  if (/[@\uff20]/.test(words)) throw new Refusal('reason-names-address', { field: 'reason' })
  return words
}
