import { locales, negotiateLocale, type Locale } from '#domain/locale'
import type { StaffEnv } from './staff-env.ts'

/** The language that a request names; else that of whoever is signed in; else our first. */
export async function localeOf(
  acceptLanguage: string | undefined,
  findMember: StaffEnv['Variables']['findMember'] | undefined,
): Promise<Locale> {
  const named = locales.find((locale) => new RegExp(`(^|[\\s,])${locale}\\b`, 'i').test(acceptLanguage ?? ''))
  if (named !== undefined) return negotiateLocale(acceptLanguage)
  // What broke may be the very database that knows.
  const member = await findMember?.().catch(() => null)
  return member?.locale ?? locales[0]
}
