import { chmod, mkdir, readFile, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'
import { commandOf, isAlive, readPostmaster } from '#runtimes/postmaster'
import { findRunningDatabase } from '#runtimes/running-database'
import { DemoFailure } from './demo-failure.ts'

/** Names the process whose data this is. A directory with data and without this file is not the demo's. */
const ownerFile = 'northlight-demo.pid'

/**
 * Empties the data directory of the demo, or makes it, and marks it as this process's own.
 * @throws DemoFailure when it holds anything but the data of an earlier run, or of one that is still running
 */
export async function claimDataDirectory(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(ignoreMissing)
  if (entries.length > 0) await empty(directory, entries)
  await mkdir(directory, { recursive: true })
  // The user of the embedded database must be able to pass through, and nobody to look around.
  await chmod(directory, 0o711)
  await writeFile(join(directory, ownerFile), String(process.pid), { mode: 0o600 })
}

/**
 * Removes the data directory of the demo with everything in it, and its database, which may lie elsewhere.
 * @returns whether there was anything
 * @throws DemoFailure as `claimDataDirectory`, and then nothing is removed
 */
export async function removeDemo(directory: string): Promise<boolean> {
  const entries = await readdir(directory).catch(ignoreMissing)
  if (entries.length === 0) return false
  await empty(directory, entries)
  await rm(directory, { recursive: true })
  return true
}

/** Stops a database whose processes have all been killed; one that stops by itself is left to do so. */
export async function stopAbandonedDatabase(directory: string): Promise<void> {
  const cluster = await clusterOf(directory)
  const running = await readPostmaster(cluster)
  if (running === null || !(await commandOf(running.pid)).includes(cluster)) return
  const postgres = await startEmbeddedPostgres(directory)
  await postgres.stop()
  if (!postgres.isOwned) throw new DemoFailure(`An earlier run still uses ${directory}. Try again when it has stopped.`)
}

/** The URL of the running embedded database of a data directory, and where its files are. */
export async function findDatabase(directory: string): Promise<{ url: string; cluster: string }> {
  const running = await findRunningDatabase(directory)
  if (running === null) throw new DemoFailure('The database is not running.')
  return running
}

async function empty(directory: string, entries: readonly string[]): Promise<void> {
  await requireEarlierRun(directory)
  await stopAbandonedDatabase(directory)
  await removeCluster(directory)
  // The mark goes last, so that an interrupted emptying can be taken up again.
  for (const entry of entries.filter((name) => name !== ownerFile))
    await rm(join(directory, entry), { recursive: true })
}

async function requireEarlierRun(directory: string): Promise<void> {
  const owner = await readFile(join(directory, ownerFile), 'utf8').catch(() => null)
  if (owner === null) {
    throw new DemoFailure(
      `${directory} is not empty and not the demo’s. Set DATA_DIR to a directory that is empty or does not exist.`,
    )
  }
  const pid = Number(owner)
  const isRunning = pid !== process.pid && isAlive(pid) && (await commandOf(pid)).includes('demo.js')
  if (isRunning)
    throw new DemoFailure(`The demo is already running with ${directory}, as process ${pid}. Stop it first.`)
}

/**
 * The cluster lies elsewhere, in a directory of its own with a UUID for a name, where its user could not reach the data
 * directory. A link to any other place is not followed.
 */
async function removeCluster(directory: string): Promise<void> {
  const target = await readlink(join(directory, 'postgres')).catch(() => '')
  const home = dirname(target)
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(basename(home)))
    await rm(home, { recursive: true, force: true })
}

async function clusterOf(directory: string): Promise<string> {
  const named = join(directory, 'postgres')
  return readlink(named).catch(() => named)
}

function ignoreMissing(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
