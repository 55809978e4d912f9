import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'
import { isAlive, readPostmaster } from '#runtimes/postmaster'
import { until } from './until.ts'

/** How a PostgreSQL ends: sessions cut and a clean end, no clean end, or as if the machine had taken the process away. */
export const databaseEnds = { fast: 'SIGINT', immediate: 'SIGQUIT', crash: 'SIGKILL' } as const

export type DatabaseEnd = keyof typeof databaseEnds

/** The PostgreSQL of one run, which can be stopped and started while others use it. */
export type DatabaseServer = AsyncDisposable & {
  readonly url: string
  end(how: DatabaseEnd): Promise<void>
  startAgain(): Promise<void>
}

/** Starts the embedded PostgreSQL on a data directory at a port at which it will always come back. */
export async function startDatabaseServer(dataDirectory: string, port: number): Promise<DatabaseServer> {
  await writeFile(join(dataDirectory, 'postgres-port'), String(port), { mode: 0o600 })
  const start = () => startEmbeddedPostgres(dataDirectory, { sharedDirectory: join(dataDirectory, 'shared') })
  let server = await start()
  const { url, directory } = server
  return {
    url,
    async end(how) {
      const running = await readPostmaster(directory)
      if (running === null) throw new Error('There is no PostgreSQL to end.')
      process.kill(running.pid, databaseEnds[how])
      await until('PostgreSQL to end', () => !isAlive(running.pid))
    },
    async startAgain() {
      server = await start()
      if (server.url !== url) throw new Error('PostgreSQL came back at another port.')
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}
