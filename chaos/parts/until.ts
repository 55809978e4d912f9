import { waitFor } from '../../tests/support/wait.ts'

/**
 * Waits until `probe` says yes, and looks again for as long as it throws, as it does while a server is down.
 * @throws Error after `withinSeconds`, naming `what` and the last error of the probe
 */
export async function until(
  what: string,
  probe: () => boolean | Promise<boolean>,
  { withinSeconds = 60 }: { readonly withinSeconds?: number } = {},
): Promise<void> {
  let error: unknown
  const look = async (): Promise<boolean> => {
    error = undefined
    try {
      return await probe()
    } catch (thrown) {
      error = thrown
      return false
    }
  }
  await waitFor(what, look, { withinSeconds }).catch((late: unknown) => {
    throw late instanceof Error && error instanceof Error ? new Error(`${late.message} (${error.message})`) : late
  })
}
