import type { World } from '#actions/world'
import type { KeyRing } from '#crypto/key-ring'
import { openDatabase } from '#database/database'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { describeProblem } from '#http/problem'
import { buildWorld } from './build-world.ts'
import { CommandError, localeOf, type CommandEnvironment } from './command-line.ts'
import { parseConfig, worldSettingsOf, type Config } from './config.ts'
import { openKeysFile } from './keys-file.ts'
import { configExitCode, runProgram } from './run-program.ts'
import { findRunningDatabase } from './running-database.ts'

/** How a command was given. */
type Call = { readonly name: string; readonly args: string[]; readonly env: CommandEnvironment }

/** What a command acts in. */
export type CommandDesk = { readonly world: World; readonly keyRing: KeyRing; readonly locale: Locale }

/**
 * Runs a command of whoever runs the machine: its access to the keys and the database is all that it asks for. `read`
 * understands the arguments, before anything is opened, and `act` does what they say. Both may throw a `CommandError`.
 */
export function runCommand<Wish>(
  { name, args, env }: Call,
  read: (args: string[]) => Wish,
  act: (desk: CommandDesk, wish: Wish) => Promise<void>,
): void {
  const locale = localeOf(env)
  runProgram(name, async () => {
    try {
      const wish = read(args)
      const config = parseConfig(env)
      const databaseUrl = await runningDatabaseUrl(config)
      const keyRing = await openKeysFile({ ...config.keysFile, mayBeGenerated: false })
      await using open = openDatabase(databaseUrl, { connectionsMax: 2, name: `northlight-${name}` })
      await open.pool.query('select 1').catch((error: unknown) => {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        throw new CommandError(`The database cannot be reached (${reason}). Is it running, and is DATABASE_URL right?`)
      })
      const world = buildWorld({ database: open, keyRing, ...worldSettingsOf(config) })
      await act({ world, keyRing, locale }, wish)
    } catch (error) {
      process.stderr.write(`${messageOf(error, locale)}\n`)
      process.exitCode = configExitCode
    }
  })
}

/** @throws the error itself where whoever typed the command cannot mend it */
function messageOf(error: unknown, locale: Locale): string {
  if (error instanceof CommandError) return error.message
  if (!(error instanceof Refusal)) throw error
  const { title, detail } = describeProblem(error, locale)
  return `${title}. ${detail}`
}

/** @throws CommandError when the embedded database is not running; a command never starts it */
async function runningDatabaseUrl({ database, dataDirectory }: Config): Promise<string> {
  if (database.kind === 'external') return database.url.reveal()
  const running = await findRunningDatabase(dataDirectory)
  if (running) return running.url
  throw new CommandError(
    `Northlight is not running with ${dataDirectory}. Start it with scripts/server, and give the command in a second terminal.`,
  )
}
