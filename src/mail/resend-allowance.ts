import { limits } from '#domain/limits'
import type { Allowance } from './mailer.ts'

type AnswerHeaders = Readonly<Record<string, string>>

/**
 * Learns from the headers of the answers how many calls the provider allows, and in what time
 * (draft-ietf-httpapi-ratelimit-headers-06: `ratelimit-limit`, `ratelimit-remaining`, `ratelimit-reset`).
 */
export type AllowanceWatch = {
  /** Reads one answer; headers that are missing or make no sense change nothing. */
  readonly note: (headers: AnswerHeaders) => void
  /** What the provider last said; null as long as it has said nothing. */
  readonly read: () => Allowance | null
}

/** Starts knowing nothing: no figure of the provider's pages stands in our code. */
export function watchAllowance(): AllowanceWatch {
  let known: Allowance | null = null
  return {
    note(headers) {
      const policy = readPolicy(headers)
      if (!policy) return
      const { calls, seconds, isWholeWindow } = policy
      // Within a window the time to its end only shrinks, so that the longest seen comes nearest to its length.
      const isLonger = known?.calls !== calls || seconds > known.seconds
      if (isWholeWindow || isLonger) known = { calls, seconds }
    },
    read: () => known,
  }
}

/** `isWholeWindow`: the time is that of a whole window, and not just of what is left of one. */
function readPolicy(headers: AnswerHeaders): (Allowance & { readonly isWholeWindow: boolean }) | null {
  // `5`, or `5, 5;w=1` with the policies behind it.
  const [first = '', ...policies] = (headers['ratelimit-limit'] ?? '').split(',').map((part) => part.trim())
  const calls = readCount(first.split(';')[0])
  if (calls === null) return null
  const stated = [first, ...policies, ...(headers['ratelimit-policy'] ?? '').split(',')]
    .map((part) => /^\s*(\d+)\s*;(?:.*;)?\s*w=(\d+)\s*(?:;|$)/.exec(part))
    .find((match) => Number(match?.[1]) === calls)
  const window = readCount(stated?.[2])
  if (window !== null) return { calls, seconds: window, isWholeWindow: true }
  // A longer time than we would ever wait is that of a quota, and no window of a rate.
  const reset = readCount(headers['ratelimit-reset'])
  if (reset === null || reset > limits.providerPauseSecondsMax) return null
  return { calls, seconds: reset, isWholeWindow: Number(headers['ratelimit-remaining']) === calls - 1 }
}

/** A whole number from 1, or null. */
function readCount(text: string | undefined): number | null {
  const count = /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0
  return count >= 1 ? count : null
}
