import { parseArgs } from 'node:util'
import { inviteStaff } from '#actions/invite-staff'
import { openDatabase } from '#database/database'
import { limits } from '#domain/limits'
import { staffRoles, staffRoleSchema, type StaffRole } from '#domain/staff'
import { buildWorld } from './build-world.ts'
import { parseConfig, providersOf, type Config } from './config.ts'
import { openKeysFile } from './keys-file.ts'
import { configExitCode, runProgram } from './run-program.ts'
import { findRunningDatabase } from './running-database.ts'

/** Something that whoever typed the command can mend; its message is all that is printed. */
class CommandError extends Error {
  override readonly name = 'CommandError'
}

const usage = `Usage: npm run staff:invite -- --role ${staffRoles.join('|')}\nWithout --role it invites an administrator.`

// Prints a one-time link by which somebody joins the staff. The first administrator comes in this way, so the command
// asks for nothing but access to this machine, its keys and its database.
runProgram('staff-invite', async () => {
  try {
    const role = readRole(process.argv.slice(2))
    const { url, expiresAt } = await invite(parseConfig(process.env), role)
    const until = expiresAt
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ')
    process.stdout.write(
      `\nA link for one ${role}. It works once, until ${until} UTC (${limits.invitationHours} hours).\n\n  ${url}\n\n`,
    )
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = configExitCode
  }
})

/** @throws CommandError for a role that there is not, and for anything else on the command line */
function readRole(given: string[]): StaffRole {
  const role = staffRoleSchema.safeParse(readOptions(given).role)
  if (!role.success) throw new CommandError(`There is no such role.\n${usage}`)
  return role.data
}

function readOptions(args: string[]): { role: string } {
  try {
    return parseArgs({ args, options: { role: { type: 'string', default: 'admin' } } }).values
  } catch {
    throw new CommandError(usage)
  }
}

async function invite(config: Config, role: StaffRole): Promise<Awaited<ReturnType<typeof inviteStaff>>> {
  const databaseUrl = await runningDatabaseUrl(config)
  const keyRing = await openKeysFile({ ...config.keysFile, mayBeGenerated: false })
  await using open = openDatabase(databaseUrl, { connectionsMax: 1, name: 'northlight-staff-invite' })
  await open.pool.query('select 1').catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new CommandError(`The database cannot be reached (${reason}). Is it running, and is DATABASE_URL right?`)
  })
  return await inviteStaff(
    buildWorld({ database: open, keyRing, publicUrl: config.publicUrl, providers: providersOf(config) }),
    { member: null, role },
  )
}

/** @throws CommandError when the embedded database is not running; this command never starts it */
async function runningDatabaseUrl({ database, dataDirectory }: Config): Promise<string> {
  if (database.kind === 'external') return database.url.reveal()
  const running = await findRunningDatabase(dataDirectory)
  if (running) return running.url
  throw new CommandError(
    `Northlight is not running with ${dataDirectory}. Start it with scripts/server, and invite from a second terminal.`,
  )
}
