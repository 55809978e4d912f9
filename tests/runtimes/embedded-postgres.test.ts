import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#runtimes/embedded-postgres'
import { canaries, findCanaries } from '../support/canaries.ts'

const asRoot = process.getuid?.() === 0

let directory: string
let sharedDirectory: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-postgres-'))
  await chmod(directory, 0o711)
  sharedDirectory = join(directory, 'shared')
})

afterEach(async () => {
  for (const postgres of started.splice(0)) await postgres.stop()
  await rm(directory, { recursive: true, force: true })
})

async function start(dataDirectory = directory): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(dataDirectory, { sharedDirectory })
  started.push(postgres)
  return postgres
}

async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query<Record<string, unknown>>(text, values)
    return result.rows
  } finally {
    await client.end()
  }
}

/** A process that starts the server and says where it is. */
function launcherProgram(): string {
  const module = import.meta.resolve('../../src/runtimes/embedded-postgres.ts')
  return `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)}
    const options = ${JSON.stringify({ sharedDirectory })}
    const { url } = await startEmbeddedPostgres(${JSON.stringify(directory)}, options)
    process.send(url)`
}

async function postmasterPid(postgres: EmbeddedPostgres): Promise<number> {
  return Number((await readFile(join(postgres.directory, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

function superuserUrl({ url }: EmbeddedPostgres): string {
  return Object.assign(new URL(url), { username: 'postgres' }).href
}

test('the first start gives a database of our own, in UTF-8, whose owner is no superuser', async () => {
  const { url, isOwned } = await start()
  expect(isOwned).toBe(true)
  const rows = await query(
    url,
    `select current_setting('server_version_num')::int / 10000 as version, rolsuper, datlocprovider, datlocale,
            pg_encoding_to_char(encoding) as encoding, current_setting('data_checksums') as checksums
       from pg_database, pg_roles where datname = current_database() and rolname = current_user`,
  )
  expect(rows).toEqual([
    { version: 18, rolsuper: false, datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8', checksums: 'on' },
  ])
})

test('it listens on loopback only, without a socket in the file system', async () => {
  const postgres = await start()
  const rows = await query(
    superuserUrl(postgres),
    `select current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets`,
  )
  expect(rows).toEqual([{ listens: '127.0.0.1', sockets: '' }])
  expect(new URL(postgres.url).hostname).toBe('127.0.0.1')
})

test('a wrong password is refused', async () => {
  const { url } = await start()
  const wrong = Object.assign(new URL(url), { password: 'guess' }).href
  await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed')
})

test('password, port and log are for their owner alone', async () => {
  await start()
  const files = ['postgres-password', 'postgres-port', 'postgres.log']
  const modes = await Promise.all(files.map(async (name) => (await stat(join(directory, name))).mode & 0o777))
  expect(modes).toEqual([0o600, 0o600, 0o600])
  expect((await stat(join(directory, 'postgres'))).mode & 0o777).toBe(0o700)
})

test('data, password and port outlast a stop', async () => {
  const first = await start()
  await query(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start()
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('another port is taken when the remembered one is in use', async () => {
  const other = await mkdtemp(join(tmpdir(), 'northlight-postgres-'))
  await chmod(other, 0o711)
  try {
    const first = await start()
    await writeFile(join(other, 'postgres-port'), new URL(first.url).port)
    const second = await start(other)
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.stop()
  } finally {
    await rm(other, { recursive: true, force: true })
  }
})

test('a second start joins the running server and leaves it running', async () => {
  const first = await start()
  const second = await start()
  expect(second).toMatchObject({ url: first.url, isOwned: false })
  await second.stop()
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('two first starts at once make one cluster with one owner', async () => {
  const both = await Promise.all([start(), start()])
  expect(both[0].url).toBe(both[1].url)
  expect(both.filter(({ isOwned }) => isOwned)).toHaveLength(1)
  expect((await readdir(directory)).filter((name) => name.startsWith('postgres.') && name !== 'postgres.log')).toEqual(
    [],
  )
})

describe('after a crash', () => {
  test('of the process that started it, the server is taken over with its data', async () => {
    const program = join(directory, 'launcher.mjs')
    await writeFile(program, launcherProgram())
    const launcher = fork(program)
    const [url] = (await once(launcher, 'message')) as [string]
    await query(url, 'create table kept as select 42 as answer')
    launcher.kill('SIGKILL')
    await once(launcher, 'exit')
    const next = await start()
    expect(next).toMatchObject({ url, isOwned: true })
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    await next.stop()
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  })

  test('of the server, what was committed is there, and its end is told', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 42 as answer')
    process.kill(await postmasterPid(first), 'SIGKILL')
    await first.lost
    const second = await start()
    expect(second.isOwned).toBe(true)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('of one of its sessions, the owner stays the owner', async () => {
    // PostgreSQL restarts all of its processes and reads its log again, which a busy machine may take its time for.
    const recovery = { timeout: 15_000 }
    const first = await start()
    const [backend] = await query(superuserUrl(first), `select pid from pg_locks where locktype = 'advisory'`)
    process.kill(Number(backend?.['pid']), 'SIGKILL')
    await expect.poll(async () => query(first.url, 'select 1 as one').catch(() => null), recovery).toEqual([{ one: 1 }])
    const held = `select count(*)::int as held from pg_locks where locktype = 'advisory'`
    await expect.poll(() => query(superuserUrl(first), held).catch(() => null), recovery).toEqual([{ held: 1 }])
    expect((await start()).isOwned).toBe(false)
  })

  test('a pid file that names a process which is something else is no obstacle', async () => {
    const first = await start()
    await first.stop()
    const path = join(first.directory, 'postmaster.pid')
    await writeFile(path, `${process.ppid}\n${first.directory}\n1\n5432\n\n127.0.0.1\n\nready\n`)
    expect((await start()).isOwned).toBe(true)
  })
})

test('no value reaches the log of the server', async () => {
  const { url } = await start()
  const [heron] = canaries.addresses
  await query(url, 'create table readers (address text unique, born int)')
  await query(url, 'insert into readers values ($1, 1)', [heron])
  await expect(query(url, 'insert into readers values ($1, 1)', [heron])).rejects.toThrow('duplicate key')
  await expect(query(url, 'select $1::int', [heron])).rejects.toThrow('invalid input syntax')
  await expect(query(url, `select '${heron}'::int`)).rejects.toThrow('invalid input syntax')
  await expect(query(url, `selekt '${heron}'`)).rejects.toThrow('syntax error')
  await query(url, `do $$ begin raise warning '${heron}'; end $$`)
  const log = await readFile(join(directory, 'postgres.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(findCanaries(log)).toEqual([])
})

describe.runIf(asRoot)('as root', () => {
  test('the cluster belongs to the user postgres', async () => {
    const { directory: cluster } = await start()
    expect((await stat(cluster)).uid).not.toBe(0)
  })

  test('a data directory that this user cannot enter holds a link to the cluster', async () => {
    const home = join(directory, 'home')
    await mkdir(home, { mode: 0o700 })
    const dataDirectory = join(home, 'data')
    await mkdir(dataDirectory)
    const first = await start(dataDirectory)
    expect(first.directory.startsWith(sharedDirectory)).toBe(true)
    expect(await readlink(join(dataDirectory, 'postgres'))).toBe(first.directory)
    await first.stop()
    expect((await start(dataDirectory)).directory).toBe(first.directory)
  })

  test('a cluster that has become unreachable is refused in words', async () => {
    const home = join(directory, 'home')
    await mkdir(home, { mode: 0o711 })
    await (await start(home)).stop()
    await chmod(home, 0o700)
    await expect(start(home)).rejects.toThrow(/cannot enter .* Set DATA_DIR/)
  })
})
