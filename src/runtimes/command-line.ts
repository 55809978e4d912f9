import { locales, type Locale } from '#domain/locale'

/** Something that whoever typed the command can mend; its message is all that is printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** The environment in which a command was given. */
export type CommandEnvironment = Readonly<Record<string, string | undefined>>

/** The language of the terminal, as POSIX names it; ours otherwise. */
export function localeOf({ LC_ALL, LC_MESSAGES, LANG }: CommandEnvironment): Locale {
  const named = [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? ''
  return locales.find((locale) => new RegExp(`^${locale}\\b`, 'i').test(named.replace('_', '-'))) ?? locales[0]
}
