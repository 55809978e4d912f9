import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'
import { prepareDatabase } from '#runtimes/prepare-database'

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface ProvidedContext {
    /** The server of this run; its database `northlight` is the migrated template of every test database. */
    postgresUrl: string
  }
}

type RunningPostgres = { readonly url: string; stop(): Promise<void> }

// Every project of the run loads this module anew, so the one server is kept where all of them see it.
const running = Symbol.for('northlight.tests.postgres')
const shared: typeof globalThis & { [running]?: Promise<RunningPostgres> | undefined } = globalThis

/** Starts one PostgreSQL for the whole run, migrates it once and tells the tests where it is. */
export async function setup(project: TestProject): Promise<void> {
  shared[running] ??= start()
  const { url } = await shared[running]
  project.provide('postgresUrl', url)
}

/** Stops the server; projects end together, and the first of them does it. */
export async function teardown(): Promise<void> {
  const server = await shared[running]
  shared[running] = undefined
  await server?.stop()
}

async function start(): Promise<RunningPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'northlight-tests-'))
  // Where the tests run as root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  const server = await startEmbeddedPostgres(directory, { sharedDirectory: join(directory, 'shared') })
  await forgoDurability(server.url)
  await prepareDatabase(server.url)
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** Nothing here has to outlive a power cut, and tests write a lot. */
async function forgoDurability(url: string): Promise<void> {
  const superuser = new URL(url)
  superuser.username = 'postgres'
  superuser.pathname = '/postgres'
  const client = new pg.Client({ connectionString: superuser.href })
  await client.connect()
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      await client.query(`alter system set ${setting} = off`)
    }
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}
