import { findKeyHolder, updateLastUse, type KeyHolder } from '#database/api-key-queries'
import { keyScopes, mayRole, type KeyScope } from '#domain/staff'
import type { World } from './world.ts'

/** Whoever made a key, as far as the key goes. */
export type KeyUse = Omit<KeyHolder, 'scopes' | 'lastUsedOn'> & { readonly scopes: readonly KeyScope[] }

/**
 * Looks up a key that a program shows, and notes the day. It may never more than its maker may now, whatever role they
 * had when they made it.
 * @returns null for what is no key, and for one that is over or revoked
 */
export async function useApiKey(world: World, { key }: { key: string }): Promise<KeyUse | null> {
  const keyHash = world.apiKeys.hash(key)
  if (keyHash === null) return null
  const now = world.now()
  const holder = await findKeyHolder(world.database, keyHash, now)
  if (holder === undefined) return null
  const { scopes, lastUsedOn, ...member } = holder
  const today = now.toZonedDateTimeISO('UTC').toPlainDate()
  if (lastUsedOn === null || !lastUsedOn.equals(today)) await updateLastUse(world.database, member.keyId, today)
  return { ...member, scopes: keyScopes.filter((scope) => scopes.includes(scope) && mayRole(member.role, scope)) }
}
