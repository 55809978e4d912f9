import { noteWindow } from '#database/batch-queries'
import { outlastOutage } from '#database/outlast-outage'
import { limits } from '#domain/limits'
import type { MailOutcome } from '#mail/mailer'
import type { ClaimedBatch } from './hand-over-batch.ts'
import { noteOutcome } from './note-outcome.ts'
import type { World } from './world.ts'

/**
 * What is noted of a batch while it is handed over: how many of its messages, from the first, may have begun, and what
 * became of those that have ended. Whoever takes the batch over has nothing else to go by.
 */
export type BatchNotes = {
  /** When the last note was made, by which the batch is known to be ours. */
  notedAt(): Temporal.Instant
  /**
   * Says whether messages before the place `end` may begin, once a note that says so is on disk. False when another
   * process has taken the batch over.
   */
  mayBegin(end: number, outcomes: readonly MailOutcome[]): Promise<boolean>
  /** Waits for the note that is being made. False when another process has taken the batch over. */
  close(): Promise<boolean>
}

/**
 * Opens the notes of a batch whose first `doubtMax` messages were noted as begun with its claim. Notes are made ahead:
 * while the last half of the messages that may begin are handed over, so that usually nobody waits for a disk. Never
 * more than `doubtMax` are noted as begun whose outcome is not in the same note.
 */
export function openBatchNotes(
  world: Pick<World, 'database' | 'now'>,
  { batch, mails, claimedAt, doubtMax }: Pick<ClaimedBatch, 'batch' | 'mails' | 'claimedAt' | 'doubtMax'>,
): BatchNotes {
  let noted = { begun: Math.min(doubtMax, mails.length), at: claimedAt }
  let writing: Promise<boolean> | null = null

  const write = async (outcomes: readonly MailOutcome[]): Promise<boolean> => {
    const begunAt = noted.at
    const now = world.now()
    const progress = { begun: Math.min(outcomes.length + doubtMax, mails.length), outcomes: outcomes.map(noteOutcome) }
    const isOurs = await outlastOutage(() => noteWindow(world.database, batch.id, { begunAt, now, progress }))
    noted = isOurs ? { begun: progress.begun, at: now } : { begun: 0, at: begunAt }
    // What is lost stays lost, and whoever asks is told so.
    if (isOurs) writing = null
    return isOurs
  }
  const beginWriting = (outcomes: readonly MailOutcome[]): void => {
    if (writing) return
    writing = write(outcomes)
    // Told to whoever waits for it, which is nobody while the call before still goes on.
    writing.catch(() => {})
  }

  return {
    notedAt: () => noted.at,
    async mayBegin(end, outcomes) {
      for (;;) {
        const goodUntil = noted.at.add({ seconds: limits.batchNoteSeconds })
        const isNoted = end <= noted.begun && Temporal.Instant.compare(world.now(), goodUntil) < 0
        const isHalfUsed = noted.begun < mails.length && 2 * (noted.begun - outcomes.length) <= doubtMax
        if (!isNoted || isHalfUsed) beginWriting(outcomes)
        if (isNoted) return true
        if (!(await writing)) return false
      }
    },
    close: async () => (await writing) ?? true,
  }
}
