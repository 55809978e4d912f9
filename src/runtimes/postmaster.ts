import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const pollMilliseconds = 50
const stopMilliseconds = 30_000

/** What the `postmaster.pid` of a cluster says: the process on its first line and the port on the fourth. */
export async function readPostmaster(directory: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port] = text.split('\n').map(Number)
  return pid && port ? { pid, port } : null
}

/** The command line of a process, which for a PostgreSQL server names its cluster; empty when there is none. */
export async function commandOf(pid: number): Promise<string> {
  const fromProc = readFile(`/proc/${pid}/cmdline`, 'utf8')
  const fromPs = (): Promise<string> => run('ps', ['-o', 'command=', '-p', String(pid)]).then(({ stdout }) => stdout)
  return fromProc.catch(fromPs).catch(() => '')
}

/** Whether there is such a process, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * After a crash `postmaster.pid` may name a process that has since become another program, as happens in containers,
 * and PostgreSQL would refuse to start. It takes the pid of its own parent for stale, and goes on to check that the
 * shared memory of the old server is unused; so we put in ours instead of deleting the file.
 */
export async function forgetStalePostmaster(directory: string): Promise<void> {
  const path = join(directory, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text !== null) await writeFile(path, text.replace(/^\d+/, String(process.pid)))
}

/**
 * Stops the server of a cluster. SIGINT ends sessions and shuts down cleanly; SIGQUIT, after half a minute, leaves the
 * rest to recovery at the next start.
 */
export async function stopPostmaster(pid: number, directory: string): Promise<void> {
  signal(pid, 'SIGINT')
  const deadline = performance.now() + stopMilliseconds
  let isForced = false
  while (isAlive(pid) && existsSync(join(directory, 'postmaster.pid'))) {
    if (performance.now() > deadline && !isForced) {
      isForced = true
      signal(pid, 'SIGQUIT')
    }
    await wait(pollMilliseconds)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended already.
  }
}
