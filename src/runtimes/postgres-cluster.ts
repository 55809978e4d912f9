import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { giveTo, processOptionsOf, type PostgresPlace } from './postgres-place.ts'

// The collation comes with PostgreSQL itself, so that neither an upgrade of the host nor a move to another one
// can make an index wrong.
const clusterOptions = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/**
 * Makes the cluster of a place where there is none. It is made beside its place and moved there when complete, so that
 * a crash leaves no half cluster.
 */
export async function makeCluster({ directory, programs, identity }: PostgresPlace, password: string): Promise<void> {
  if (existsSync(directory)) return
  const draft = `${directory}.${randomUUID()}`
  const secrets = await mkdtemp(join(tmpdir(), 'northlight-'))
  try {
    const passwordFile = join(secrets, 'password')
    await writeFile(passwordFile, password, { mode: 0o600 })
    await giveTo(identity, passwordFile)
    await giveTo(identity, secrets)
    await mkdir(draft, { mode: 0o700 })
    await giveTo(identity, draft)
    await runToEnd(
      join(programs, 'bin', 'initdb'),
      [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...clusterOptions],
      identity,
    )
    await rename(draft, directory)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(directory)) throw error
  } finally {
    await rm(secrets, { recursive: true, force: true })
  }
}

async function runToEnd(program: string, args: string[], identity: PostgresPlace['identity']): Promise<void> {
  const child = spawn(program, args, { ...processOptionsOf(identity), stdio: ['ignore', 'ignore', 'pipe'] })
  const chunks: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(child, 'close')
  if (child.exitCode !== 0)
    throw new Error(`The embedded database could not be made: ${Buffer.concat(chunks).toString().trim()}`)
}
