import type { Context } from 'hono'
import { negotiateLocale, type Locale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import { wordsIn, type Words } from '../words.ts'

declare module 'hono' {
  // Only an interface can be added to.
  // oxlint-disable-next-line typescript/consistent-type-definitions
  interface ContextVariableMap {
    /** Set for every public page by `createApp`. */
    hasSampleData?: boolean
  }
}

/** How one request is to be answered: in which language, and with links that stay in it. */
export type Visit = {
  readonly locale: Locale
  readonly words: Words
  /** Whether everybody on the list was made up, which every page then says. */
  readonly hasSampleData: boolean
  /** A path of ours that keeps the language, where the browser alone would not ask for it. */
  readonly link: (path: string) => string
}

/** The language asked for with `?lang=`; else the reader's stored one; else the best that `Accept-Language` names. */
export function startVisit(c: Context, stored?: Locale): Visit {
  const asked = localeSchema.safeParse(c.req.query('lang'))
  return visitIn(c, asked.success ? asked.data : (stored ?? negotiated(c)))
}

/** A visit in a language that was just chosen, whatever the request asked for. */
export function visitIn(c: Context, locale: Locale): Visit {
  const isExpected = locale === negotiated(c)
  return {
    locale,
    words: wordsIn(locale),
    hasSampleData: c.get('hasSampleData') ?? false,
    link: (path) => (isExpected ? path : withLanguage(path, locale)),
  }
}

function negotiated(c: Context): Locale {
  return negotiateLocale(c.req.header('Accept-Language'))
}

/** A path with its language; other parts of its query stay. */
export function withLanguage(path: string, locale: Locale): string {
  const url = new URL(path, 'https://path.test')
  url.searchParams.set('lang', locale)
  return `${url.pathname}${url.search}`
}
