import { listShownSlugs } from '#database/letter-queries'
import { limits } from '#domain/limits'
import { locales, type Locale } from '#domain/locale'
import type { World } from './world.ts'

/** The address and the languages of every letter that can be seen, newest first, as a sitemap lists them. */
export async function listShownLetters(world: World): Promise<{ slug: string; locales: Locale[] }[]> {
  const letters = await listShownSlugs(world.database, limits.sitemapLettersMax)
  return letters.map(({ slug, locales: its }) => ({ slug, locales: locales.filter((locale) => its.includes(locale)) }))
}
