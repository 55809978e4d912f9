import { join } from 'node:path'
import { claimDataDirectory } from './data-directory.ts'
import { openMailbox } from './mailbox.ts'
import type { Narrator } from './narrator.ts'
import { startNorthlight } from './northlight-process.ts'
import { startPostOffice } from './post-office.ts'
import { strayMail } from './sample-readers.ts'
import { playStory, type Ending } from './story.ts'

/** A running Northlight on a data directory of the demo's, and the story that can be played there once. */
export type Theatre = AsyncDisposable & {
  readonly publicUrl: string
  /** What all of its processes have printed. */
  readonly logFile: string
  /** Plays the story, to its end. @throws DemoFailure; the reason of the signal */
  play(): Promise<Ending>
}

/**
 * Empties the data directory and starts Northlight there, with a post office that keeps all mail on this machine.
 * @param stop aborted to end the story, and from here when Northlight ends by itself
 * @throws DemoFailure when the directory is not the demo's; the reason of the signal
 */
export async function openTheatre(
  dataDirectory: string,
  { narrator, stop }: { narrator: Narrator; stop: AbortController },
): Promise<Theatre> {
  await using parts = new AsyncDisposableStack()
  const { signal } = stop
  const now = (): Temporal.Instant => Temporal.Now.instant()
  await claimDataDirectory(dataDirectory)
  signal.throwIfAborted()
  const post = await startPostOffice(join(dataDirectory, 'mailbox'), { now, trouble: strayMail() })
  parts.defer(() => post.stop())
  const northlight = await startNorthlight(dataDirectory, { given: process.env, mailUrl: post.url })
  parts.defer(() => northlight.stop())
  void northlight.lost.then((failure) => stop.abort(failure))
  await northlight.untilReady(signal)
  const { publicUrl, logFile, returnsPort } = northlight
  const stage = { publicUrl, mailbox: openMailbox(publicUrl, signal), narrator, now, signal }
  const owned = parts.move()
  return {
    publicUrl,
    logFile,
    play: () =>
      playStory(stage, {
        dataDirectory,
        returnsPort,
        inviteAdministrator: () => northlight.inviteAdministrator(signal),
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
