import { execFile } from 'node:child_process'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { z } from 'zod'
import { importSubscribers } from '#actions/import-subscribers'
import type { World } from '#actions/world'
import { openDatabase } from '#database/database'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import { staffRoles, type StaffMember } from '#domain/staff'
import { buildWorld } from '#runtimes/build-world'
import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'
import { openKeysFile } from '#runtimes/keys-file'
import { prepareDatabase } from '#runtimes/prepare-database'
import { assembleTeam, keepNoCalendar, type Team } from '../../tests/support/campaigns.ts'

export const publicUrl = 'https://news.example'

/** The address of a reader by number. */
export function addressOf(number: number): string {
  return `reader-${number}@readers.example`
}

const templateFile = 'template.json'
const memberSchema = z.strictObject({ id: z.string(), role: z.enum(staffRoles) })
const templateSchema = z.strictObject({
  recipients: z.int(),
  team: z.strictObject({ admin: memberSchema, editor: memberSchema, approver: memberSchema }),
})

/** A database with readers on the list, stopped; runs begin with a copy of it. */
export type ClusterTemplate = { readonly directory: string; readonly recipients: number; readonly team: Team }

/** Makes a cluster, brings it up to date, and imports so many readers, every other one of them Korean. */
export async function makeClusterTemplate(directory: string, recipients: number): Promise<ClusterTemplate> {
  await mkdir(directory, { recursive: true })
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  const postgres = await startEmbeddedPostgres(directory, { sharedDirectory: join(directory, 'shared') })
  try {
    await skipSynchronisation(postgres.url)
    await prepareDatabase(postgres.url)
    const keyRing = await openKeysFile(keysFileIn(directory))
    await using database = openDatabase(postgres.url, { name: 'northlight-chaos' })
    const world = buildWorld({ database, keyRing, publicUrl, providers: ['resend', 'smtp'] })
    const team = await assembleTeam(world)
    await keepNoCalendar(world)
    await addReaders(world, team.admin, recipients)
    await database.pool.query('vacuum analyze')
    await writeFile(join(directory, templateFile), JSON.stringify({ recipients, team }))
    return { directory, recipients, team }
  } finally {
    await postgres.stop()
  }
}

/** Reads what is to be known of a template that another process has made. */
export async function readClusterTemplate(directory: string): Promise<ClusterTemplate> {
  const text = await readFile(join(directory, templateFile), 'utf8')
  return { directory, ...templateSchema.parse(JSON.parse(text)) }
}

/** Copies a template, its owners and rights included. */
export async function copyTemplate({ directory }: Pick<ClusterTemplate, 'directory'>, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', directory, to])
  // The copy is a cluster of its own and finds its own port.
  await rm(join(to, 'postgres-port'), { force: true })
}

export function keysFileIn(directory: string) {
  return { path: join(directory, 'keys.json'), mayBeGenerated: true }
}

/**
 * The disks are not what is tried here, and no run ends by a power cut; commits stay as sure as ever against the end of
 * any process.
 */
async function skipSynchronisation(url: string): Promise<void> {
  const superuser = Object.assign(new URL(url), { username: 'postgres', pathname: '/postgres' })
  const client = new pg.Client({ connectionString: superuser.href })
  await client.connect()
  try {
    await client.query('alter system set fsync = off')
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}

async function addReaders(world: World, member: StaffMember, count: number): Promise<void> {
  const consentedAt = world.now().subtract({ hours: 24 })
  for (let start = 0; start < count; start += limits.importRowsMax) {
    const rows = Array.from({ length: Math.min(limits.importRowsMax, count - start) }, (_, index) => ({
      email: addressOf(start + index),
      locale: locales[(start + index) % locales.length] ?? 'en',
      timeZone: 'Asia/Seoul',
      topics: ['days-of-remembrance'],
      consentedAt,
    }))
    const { imported } = await importSubscribers(world, { member, source: 'chaos', rows })
    if (imported !== rows.length) throw new Error(`Only ${imported} of ${rows.length} readers could be added.`)
  }
}

/** Whether a log of a run names a reader; every reader is at one domain, which nothing else names. */
export async function namesReaders(logFile: string): Promise<boolean> {
  return /readers\.example/i.test(await readFile(logFile, 'utf8'))
}
