import { findManifest } from '#database/manifest-queries'
import { readLetterCode } from '#domain/letter-code'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/**
 * The signed statement of what was sent under a code, as a compact JWS. It is there for whoever holds the code, also after
 * the web copy was taken down.
 * @throws Refusal `not-found`
 */
export async function readLetterManifest(world: World, { code: typed }: { code: string }): Promise<string> {
  const code = readLetterCode(typed)
  const manifest = code === null ? undefined : await findManifest(world.database, code)
  if (!manifest) throw new Refusal('not-found')
  return manifest.jws
}
