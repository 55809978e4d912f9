import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'

/**
 * Makes a private file (mode 0600) that is never replaced; one that is there already is kept. The finished file is
 * linked into place, which fails when another process was first, and a crash half-way leaves no half file.
 */
export async function writeOnce(path: string, makeText: () => string): Promise<void> {
  if (existsSync(path)) return
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(makeText())
    await file.sync()
    await link(draft, path)
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
