import { html } from 'hono/html'
import { locales, type Locale } from '#domain/locale'
import { withLanguage } from './visit.ts'

/** The pages that anybody may find, besides the letters. */
const openPaths = [
  '/',
  '/letters',
  '/calendar',
  '/verify',
  '/privacy',
  '/accessibility',
  '/contact',
  '/imprint',
] as const

/** Every page that search engines may list, in each of its languages, with where it stands in the others. */
export async function writeSitemap(
  publicUrl: string,
  letters: readonly { readonly slug: string; readonly locales: readonly Locale[] }[],
): Promise<string> {
  const pages = [
    ...openPaths.map((path) => ({ path, its: locales })),
    ...letters.map(({ slug, locales: its }) => ({ path: `/letters/${slug}`, its })),
  ]
  const urlOf = (path: string, locale: Locale): string => publicUrl + withLanguage(path, locale)
  const entries = pages.flatMap(({ path, its }) => {
    const others = its.map(
      (locale) => html`<xhtml:link rel="alternate" hreflang="${locale}" href="${urlOf(path, locale)}" />`,
    )
    return its.map((locale) => html`<url><loc>${urlOf(path, locale)}</loc>${others}</url>`)
  })
  const map = await html`<urlset
    xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:xhtml="http://www.w3.org/1999/xhtml"
    >${entries}</urlset
  >`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${map.toString()}\n`
}
