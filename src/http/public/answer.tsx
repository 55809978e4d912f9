import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { locales as allLocales, type Locale } from '#domain/locale'
import type { Letterhead } from '#domain/mail-template'
import { waitSeconds } from '../problem.ts'
import type { Assets } from './assets.ts'
import { Document, type LanguageSwitch, type Section, type Sky } from './parts/document.tsx'
import type { Visit } from './visit.ts'

/** One page, ready to be answered. */
export type Page = {
  readonly title: string
  readonly letterhead: Letterhead | null
  readonly sky: Sky
  readonly section?: Section
  /** Where the page stands in the other language; this very path unless given. */
  readonly switchLanguage?: LanguageSwitch
  /** Says that search engines may list the page, and how; without it they are asked not to. */
  readonly description?: string
  /** The languages in which a page that may be listed exists; all of them unless given. */
  readonly locales?: readonly Locale[]
  /** What else stands in the head of the page. */
  readonly head?: Child
  readonly horizon?: Child
  readonly body: Child
}

/** What every answer needs besides the page itself. */
export type AnswerParts = { readonly assets: Assets; readonly publicUrl: string }

/** Answers with a page, in the language of the visit. */
export async function answerPage(
  c: Context,
  { assets, publicUrl }: AnswerParts,
  visit: Visit,
  page: Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { title, letterhead, sky, section, description, locales = allLocales, head, horizon, body } = page
  const switchLanguage = page.switchLanguage ?? { method: 'get', path: c.req.path }
  c.header('Content-Language', visit.locale)
  c.header('Vary', 'Accept-Language')
  if (status === 429) c.header('Retry-After', String(waitSeconds))
  if (description === undefined) c.header('X-Robots-Tag', 'noindex, nofollow')
  const document = (
    <Document
      visit={visit}
      assets={assets}
      letterhead={letterhead}
      title={title}
      sky={sky}
      section={section}
      switchLanguage={switchLanguage}
      listing={description === undefined ? undefined : { description, publicUrl, locales }}
      head={head}
      horizon={horizon}
    >
      {body}
    </Document>
  )
  return c.html(await html`<!doctype html>${document}`, status)
}
