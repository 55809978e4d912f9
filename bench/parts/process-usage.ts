import { readFile } from 'node:fs/promises'

/** What a process has used since it started. */
export type Usage = {
  /** Bytes; the most memory that it has held at once (resident set). */
  readonly peakMemory: number
  /** Of all its threads, in user and in system. */
  readonly cpuSeconds: number
}

// Linux counts processor time in hundredths of a second for everyone who asks, whatever its own clock does.
const ticksPerSecond = 100

/** Null where the system has no `/proc`. */
export async function readUsageOf(pid: number): Promise<Usage | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const [user = 0, system = 0] = await readTicks(pid)
    return {
      peakMemory: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024,
      cpuSeconds: (user + system) / ticksPerSecond,
    }
  } catch {
    return null
  }
}

/**
 * Seconds of processor time of a process, of all that it started and are alive, and of those that have ended.
 * @returns null where the system has no `/proc`
 */
export async function readFamilyCpuSeconds(pid: number): Promise<number | null> {
  try {
    const own = await readTicks(pid)
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean)
    // One that ends while it is asked has moved to the count of its parent by the next time.
    const alive = await Promise.all(children.map((child) => readTicks(Number(child)).catch(() => [])))
    const ticks = [...own, ...alive.flatMap(([user = 0, system = 0]) => [user, system])]
    return ticks.reduce((sum, part) => sum + part, 0) / ticksPerSecond
  } catch {
    return null
  }
}

/** In user and in system, of the process itself and of its children that have ended; see proc_pid_stat(5). */
async function readTicks(pid: number): Promise<number[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, which may hold anything, ends with the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).map(Number)
}
