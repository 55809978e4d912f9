import { z } from 'zod'

/** One call as the provider saw it. */
export const callSchema = z.strictObject({
  /** When the provider counted it, in milliseconds on its monotonic clock. */
  at: z.number(),
  isRefused: z.boolean(),
  /** Messages in it; 0 where it was refused. */
  messages: z.int(),
})

export type Call = z.infer<typeof callSchema>

/** How well what was allowed was used, once the provider had said what that is. */
export type PaceFigures = {
  /** Calls that were taken as a share of those that were allowed. */
  readonly allowedRateUsed: number
  /** Calls that were refused, from the very first on. */
  readonly refused: number
  /** Those of them in the first second, in which nobody knew what is allowed. */
  readonly refusedAtFirst: number
  /** Time that the figures are of. */
  readonly seconds: number
}

/** Reads the pace off the calls of a campaign, from one second after the first to the last that brought a batch. */
export function readPace(calls: readonly Call[], callsPerSecond: number): PaceFigures {
  const start = (calls[0]?.at ?? 0) + 1000
  const end = calls.findLast(({ messages }) => messages > 1)?.at ?? 0
  const taken = calls.filter(({ at, isRefused }) => !isRefused && at >= start && at <= end).map(({ at }) => at)
  // From a call to the one that is a whole number of windows later: calls may come in bursts.
  const windows = Math.floor((taken.length - 1) / callsPerSecond)
  const seconds = ((taken[windows * callsPerSecond] ?? 0) - (taken[0] ?? 0)) / 1000
  const refused = calls.filter(({ isRefused }) => isRefused)
  return {
    allowedRateUsed: windows / seconds,
    refused: refused.length,
    refusedAtFirst: refused.filter(({ at }) => at < start).length,
    seconds,
  }
}
