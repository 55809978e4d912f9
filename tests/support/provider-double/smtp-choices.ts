import type { SmtpStep } from './smtp-conversation.ts'
import type { SmtpChoice } from './smtp-double.ts'

/** An answer that quotes what a server likes to quote; its text may begin with an enhanced status code. */
export type Reply = { readonly code: number; readonly text?: string }

/** Answers a step with a refusal, to the recipients whom it `refuses`. */
export function refuseAt(at: SmtpStep, reply: Reply, refuses: (recipient: string) => boolean = () => true): SmtpChoice {
  return (step, { recipient }) => (step === at && refuses(recipient ?? '') ? { kind: 'reply', ...reply } : null)
}

/** Lets a message wait at its final dot until the gate of its recipient opens. */
export function waitAtEnd(gate: (recipient: string) => Promise<void>): SmtpChoice {
  return async (step, { recipient }) => {
    if (step === 'end') await gate(recipient ?? '')
    return null
  }
}

/**
 * Cuts the connection at a step, after saying `says`, if anything. Takes `after` messages first, over any number of
 * connections, and breaks off `times` times.
 */
export function breakAt(
  at: SmtpStep,
  {
    says,
    after = 0,
    times = Infinity,
  }: { readonly says?: string; readonly after?: number; readonly times?: number } = {},
): SmtpChoice {
  let completed = 0
  let broken = 0
  return (step) => {
    const isNow = step === at && completed === after && broken < times
    if (step === 'end') completed += 1
    if (!isNow) return null
    broken += 1
    return { kind: 'break', ...(says !== undefined && { says }) }
  }
}
