import { setTimeout as pause } from 'node:timers/promises'

/** How often a condition is looked at. */
const intervalMilliseconds = 10

/**
 * Waits until `probe` gives something other than null, undefined or false, and returns it. The one place in the tests
 * that waits: it ends as soon as the condition holds, and names what never came.
 * @throws Error after `withinSeconds`, naming `what`; an error of the probe itself ends the wait at once.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  { withinSeconds = 30 }: { readonly withinSeconds?: number } = {},
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = performance.now() + withinSeconds * 1000
  for (;;) {
    const value = await probe()
    if (isThere(value)) return value
    if (performance.now() > deadline) throw new Error(`Waited ${withinSeconds} s for ${what}, in vain.`)
    await pause(intervalMilliseconds)
  }
}

function isThere<T>(value: T): value is Exclude<T, null | undefined | false> {
  return value !== null && value !== undefined && value !== false
}
