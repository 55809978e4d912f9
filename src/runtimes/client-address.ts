import { isIP } from 'node:net'

/**
 * The network address of whoever made a request, or null when it cannot be told.
 *
 * Each trusted proxy appends the address it saw to `X-Forwarded-For`, so with `trustedProxies` of them the client is
 * that many entries from the right; whatever stands further left was written by the client itself. A request with
 * fewer entries did not come through them all, and only the connection says where it comes from.
 */
export function clientAddress(
  connectionAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string | null {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim())
  const forwarded = entries.filter((entry) => entry !== '')
  const candidate = trustedProxies === 0 ? connectionAddress : (forwarded.at(-trustedProxies) ?? connectionAddress)
  return candidate !== undefined && isIP(candidate) !== 0 ? candidate : null
}
