import { setTimeout as pause } from 'node:timers/promises'
import { DemoFailure } from './demo-failure.ts'

/** Lets time pass, unless the demo is stopped meanwhile. @throws the reason of the signal */
export async function waitMilliseconds(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => {})
  signal.throwIfAborted()
}

/**
 * Looks until `probe` gives something other than null, and returns it.
 * @throws DemoFailure naming `what`, when it has not come in time; the reason of the signal
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | null>,
  {
    signal,
    withinSeconds,
    everyMilliseconds,
  }: { signal: AbortSignal; withinSeconds: number; everyMilliseconds: number },
): Promise<T> {
  const deadline = performance.now() + withinSeconds * 1000
  for (;;) {
    const found = await probe()
    if (found !== null) return found
    if (performance.now() > deadline) throw new DemoFailure(`${what} did not come within ${withinSeconds} seconds.`)
    await waitMilliseconds(everyMilliseconds, signal)
  }
}
