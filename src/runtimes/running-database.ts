import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { commandOf, readPostmaster } from './postmaster.ts'

/** The embedded database of a data directory, as long as it runs; null otherwise. Never starts it. */
export async function findRunningDatabase(dataDirectory: string): Promise<{ url: string; cluster: string } | null> {
  const named = join(dataDirectory, 'postgres')
  // A link where the user of the database could not reach the data directory.
  const cluster = await readlink(named).catch(() => named)
  const running = await readPostmaster(cluster)
  const password = await readFile(join(dataDirectory, 'postgres-password'), 'utf8').catch(() => null)
  if (running === null || password === null || !(await commandOf(running.pid)).includes(cluster)) return null
  return { url: `postgres://northlight:${password}@127.0.0.1:${running.port}/northlight`, cluster }
}
