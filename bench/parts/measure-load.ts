import type { Bench } from './open-bench.ts'
import type { Load } from './page-load.ts'
import type { RunningServer } from './start-server.ts'

/** A load, and what it cost beside time. */
export type MeasuredLoad = Load & {
  /** Seconds of processor time; NaN where the system has no `/proc`. */
  readonly serverCpu: number
  readonly databaseCpu: number
  /** Statements that PostgreSQL ran. */
  readonly statements: number
}

type Meter = { readonly bench: Bench; readonly servers: Readonly<Record<string, RunningServer>> }

/** Reads the processors' clocks and PostgreSQL's counter before and after a load. Servers that are not asked cost nothing. */
export async function measureLoad(meter: Meter, load: () => Promise<Load>): Promise<MeasuredLoad> {
  const before = await readMeter(meter)
  const done = await load()
  const after = await readMeter(meter)
  return {
    ...done,
    serverCpu: after.serverCpu - before.serverCpu,
    databaseCpu: after.databaseCpu - before.databaseCpu,
    statements: after.statements - before.statements,
  }
}

/** Two loads of the same page as one. */
export function addLoads(one: MeasuredLoad | undefined, other: MeasuredLoad): MeasuredLoad {
  if (!one) return other
  return {
    times: [...one.times, ...other.times],
    seconds: one.seconds + other.seconds,
    serverCpu: one.serverCpu + other.serverCpu,
    databaseCpu: one.databaseCpu + other.databaseCpu,
    statements: one.statements + other.statements,
  }
}

/** Answers per second. */
export function rateOf({ times, seconds }: Load): number {
  return times.length / seconds
}

/** Of one request: processor time in microseconds, null where it cannot be known, and statements. */
export function costOf({ times, serverCpu, databaseCpu, statements }: MeasuredLoad) {
  const microseconds = (cpu: number): number | null =>
    Number.isNaN(cpu) ? null : Math.round((cpu / times.length) * 1_000_000)
  return {
    cpuMicroseconds: { server: microseconds(serverCpu), database: microseconds(databaseCpu) },
    statements: Number((statements / times.length).toFixed(1)),
  }
}

async function readMeter({ bench, servers }: Meter): Promise<Omit<MeasuredLoad, keyof Load>> {
  const usages = await Promise.all(Object.values(servers).map((server) => server.readUsage()))
  return {
    serverCpu: usages.reduce((sum, usage) => sum + (usage?.cpuSeconds ?? Number.NaN), 0),
    databaseCpu: (await bench.readDatabaseCpu()) ?? Number.NaN,
    statements: await bench.statements.countCalls(),
  }
}
