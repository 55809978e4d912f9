import { randomUUID } from 'node:crypto'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { addManifestKey, generateKeys, parseKeyRing, type KeyRing } from '#crypto/key-ring'
import { ConfigError, type Config } from './config.ts'
import { writeOnce } from './write-once.ts'

const readableByOthers = 0o077

/**
 * Reads the key file. Where the configuration allows it, a missing file is made first, and one from before letters were
 * vouched for gets the key that it lacks.
 * @throws ConfigError when the file is missing, is open to other users, or holds no usable keys.
 */
export async function openKeysFile({ path, mayBeGenerated }: Config['keysFile']): Promise<KeyRing> {
  if (mayBeGenerated) {
    await mkdir(dirname(path), { recursive: true, mode: 0o711 })
    await writeOnce(path, generateKeys)
  }
  const text = await readPrivateFile(path)
  const completed = addManifestKey(text)
  if (completed !== null && !mayBeGenerated) throw new ConfigError([missingManifestKey(path)])
  if (completed !== null) await replacePrivateFile(path, completed)
  try {
    return parseKeyRing(completed ?? text)
  } catch (error) {
    throw new ConfigError([`KEYS_FILE: ${error instanceof Error ? error.message : 'The key file is not usable.'}`])
  }
}

function missingManifestKey(path: string): string {
  return [
    `KEYS_FILE: ${path} lacks the key that signs what this site says of its letters.`,
    'Add to it: "manifests": [{ "id": 1, "key": "KEY" }], where KEY is what this prints: openssl rand -base64 32',
  ].join(' ')
}

/** Puts a private file in the place of another in one step; whoever reads meanwhile reads the one or the other. */
async function replacePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  await using file = await open(draft, 'wx', 0o600)
  await file.writeFile(text)
  await file.sync()
  await rename(draft, path)
}

async function readPrivateFile(path: string): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new ConfigError([`KEYS_FILE: ${path} cannot be read (${reason}).`])
  })
  try {
    const { mode } = await file.stat()
    if ((mode & readableByOthers) !== 0) {
      throw new ConfigError([`KEYS_FILE: other users of this machine can read ${path}. Run: chmod 600 ${path}`])
    }
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
