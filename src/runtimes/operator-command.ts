import type { World } from '#actions/world'
import { openDatabase } from '#database/database'
import { locales, type Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { describeProblem } from '#http/problem'
import { buildWorld } from './build-world.ts'
import { parseConfig, worldSettingsOf, type Config } from './config.ts'
import { openKeysFile } from './keys-file.ts'
import { configExitCode, runProgram } from './run-program.ts'
import { findRunningDatabase } from './running-database.ts'

/** Something that whoever typed the command can mend; its message is all that is printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** How a command was given. */
type Call = { readonly name: string; readonly args: string[]; readonly env: Record<string, string | undefined> }

/** What a command acts in. */
export type CommandDesk = { readonly world: World; readonly locale: Locale }

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
      await act({ world: buildWorld({ database: open, keyRing, ...worldSettingsOf(config) }), locale }, wish)
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

/** The language of the terminal, as POSIX names it; ours otherwise. */
export function localeOf({ LC_ALL, LC_MESSAGES, LANG }: Call['env']): Locale {
  const named = [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? ''
  return locales.find((locale) => new RegExp(`^${locale}\\b`, 'i').test(named.replace('_', '-'))) ?? locales[0]
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
