import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { generateKeys, parseKeyRing, type KeyRing } from '#crypto/key-ring'
import { ConfigError, type Config } from './config.ts'
import { writeOnce } from './write-once.ts'

const readableByOthers = 0o077

/**
 * Reads the key file, and makes it first where the configuration allows that and it is missing.
 * @throws ConfigError when the file is missing, is open to other users, or holds no usable keys.
 */
export async function openKeysFile({ path, mayBeGenerated }: Config['keysFile']): Promise<KeyRing> {
  if (mayBeGenerated) {
    await mkdir(dirname(path), { recursive: true, mode: 0o711 })
    await writeOnce(path, generateKeys)
  }
  const text = await readPrivateFile(path)
  try {
    return parseKeyRing(text)
  } catch (error) {
    throw new ConfigError([`KEYS_FILE: ${error instanceof Error ? error.message : 'The key file is not usable.'}`])
  }
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
