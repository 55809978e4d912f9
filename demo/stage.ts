import type { Mailbox } from './mailbox.ts'
import type { Narrator } from './narrator.ts'

/** What every part of the story has: the running Northlight, the mailbox, and somebody to tell it to. */
export type Stage = {
  readonly publicUrl: string
  readonly mailbox: Mailbox
  readonly narrator: Narrator
  readonly now: () => Temporal.Instant
  /** Aborted when the demo is to stop. */
  readonly signal: AbortSignal
}
