import { setTimeout as pause } from 'node:timers/promises'

const intervalMilliseconds = 20

/**
 * Waits until `probe` says yes, and looks again for as long as it throws, as it does while a server is down.
 * @throws Error after `withinSeconds`, naming `what` and the last error of the probe
 */
export async function until(
  what: string,
  probe: () => boolean | Promise<boolean>,
  { withinSeconds = 60 }: { readonly withinSeconds?: number } = {},
): Promise<void> {
  const deadline = performance.now() + withinSeconds * 1000
  for (;;) {
    let error: unknown = null
    try {
      if (await probe()) return
    } catch (thrown) {
      error = thrown
    }
    if (performance.now() > deadline) {
      const reason = error instanceof Error ? ` (${error.message})` : ''
      throw new Error(`Waited ${withinSeconds} s for ${what}, in vain${reason}.`)
    }
    await pause(intervalMilliseconds)
  }
}
