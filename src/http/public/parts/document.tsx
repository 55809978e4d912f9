import type { Child } from 'hono/jsx'
import { locales, type Locale } from '#domain/locale'
import type { Letterhead } from '#domain/mail-template'
import { assetPath, type Assets } from '../assets.ts'
import { withLanguage, type Visit } from '../visit.ts'
import { Mark, MarkLight } from './icons.tsx'

export type Section = 'letters' | 'calendar' | 'verify' | 'preferences'

/**
 * Where the same page stands in the other language: at a link, or, where the page answers a POST that may be repeated,
 * behind the same POST.
 */
export type LanguageSwitch = { readonly method: 'get' | 'post'; readonly path: string }

/** What stands above the page: the thin line, or night with one star, before a decision (`dim`) or after it (`dawn`). */
export type Sky = 'line' | 'dim' | 'dawn' | 'horizon'

export type DocumentProps = {
  readonly visit: Visit
  readonly assets: Assets
  /** Null only on the page that says that something broke. */
  readonly letterhead: Letterhead | null
  readonly title: string
  readonly sky: Sky
  readonly switchLanguage: LanguageSwitch
  readonly section?: Section | undefined
  /** For search engines; a page without it asks not to be listed. */
  readonly listing?:
    | { readonly description: string; readonly publicUrl: string; readonly locales: readonly Locale[] }
    | undefined
  /** What else stands in the head. */
  readonly head?: Child
  /** What lies in the sky, under the menu. */
  readonly horizon?: Child
  readonly children?: Child
}

/** Each language by its own name. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', ko: '한국어' }

/** A whole page: head, menu, content and foot. */
export function Document(props: DocumentProps) {
  const { visit, assets, letterhead, title, sky, listing, children } = props
  const { words, locale } = visit
  const organisation = wordmarkOf(letterhead, locale)
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{words.page('site.title', { title, organisation })}</title>
        {listing && <meta name="description" content={listing.description} />}
        {listing &&
          listing.locales.map((other) => (
            <link
              rel="alternate"
              hreflang={other}
              href={listing.publicUrl + withLanguage(props.switchLanguage.path, other)}
            />
          ))}
        {props.head}
        <link rel="icon" href={assetPath(assets, 'favicon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath(assets, 'site.css')} />
        <script type="module" src={assetPath(assets, 'site.js')}></script>
      </head>
      <body>
        <a class="skip" href="#main">
          {words.page('site.skip')}
        </a>
        {visit.hasSampleData && <SampleMark {...visit} />}
        <MarkLight />
        {sky === 'line' ? (
          <>
            <div class="line"></div>
            <Header {...props} />
          </>
        ) : (
          <div class={`sky ${sky}`}>
            <i class="star"></i>
            <Header {...props} />
            {props.horizon}
          </div>
        )}
        {children}
        <Footer {...props} />
      </body>
    </html>
  )
}

/** Readers know the organisation, and their mail is headed by its name; ours stands in until it has one. */
function wordmarkOf(letterhead: Letterhead | null, locale: Locale): string {
  return letterhead?.name[locale] ?? 'Northlight'
}

/** Says that nothing here is real, and what takes it away. */
function SampleMark({ words }: Visit) {
  return (
    <aside class="sample" aria-label={words.page('site.sample.title')}>
      <b>{words.page('site.sample.title')}</b> {words.page('site.sample.text')}{' '}
      <code lang="en">./scripts/demo --remove</code>
    </aside>
  )
}

function Header({ visit, letterhead, section, switchLanguage }: DocumentProps) {
  const { words, link, locale: here } = visit
  const organisation = wordmarkOf(letterhead, here)
  const item = (name: Section) => (
    <a href={link(`/${name}`)} aria-current={section === name ? 'page' : undefined}>
      {words.page(`site.${name}`)}
    </a>
  )
  return (
    <header class="wrap top">
      <a class="brand" href={link('/')} aria-label={words.page('site.home', { organisation })}>
        <Mark />
        <span>{organisation}</span>
      </a>
      <nav aria-label={words.page('site.menu')}>
        {item('letters')}
        {item('calendar')}
        {item('verify')}
        {item('preferences')}
      </nav>
      <div class="langs" role="group" aria-label={words.page('site.language')}>
        {locales.map((locale) => (
          <LanguageChoice locale={locale} isCurrent={locale === visit.locale} {...switchLanguage} />
        ))}
      </div>
    </header>
  )
}

function LanguageChoice({ locale, isCurrent, method, path }: LanguageSwitch & { locale: Locale; isCurrent: boolean }) {
  const target = withLanguage(path, locale)
  if (method === 'get') {
    return (
      <a href={target} lang={locale} hreflang={locale} aria-current={isCurrent ? 'true' : undefined}>
        {localeNames[locale]}
      </a>
    )
  }
  return (
    <form method="post" action={target}>
      <button lang={locale} aria-current={isCurrent ? 'true' : undefined}>
        {localeNames[locale]}
      </button>
    </form>
  )
}

function Footer({ visit, letterhead }: DocumentProps) {
  const { words, locale, link } = visit
  return (
    <footer class="foot">
      <div class="wrap">
        <p>
          {letterhead && words.page('site.publishedBy', { organisation: letterhead.name[locale] })}
          <br />
          {letterhead?.postalAddress[locale]}
        </p>
        <ul>
          <li>
            <a href={link('/privacy')}>{words.page('site.privacy')}</a>
          </li>
          <li>
            <a href={link('/contact')}>{words.page('site.contact')}</a>
          </li>
          <li>
            <a href={link('/accessibility')}>{words.page('site.accessibility')}</a>
          </li>
          <li>
            <a href={link('/imprint')}>{words.page('site.imprint')}</a>
          </li>
          <li>
            <a href={link('/calendar')}>{words.page('site.calendar')}</a>
          </li>
          <li>
            <a href={link('/verify')}>{words.page('site.verify')}</a>
          </li>
          <li>
            <a href={link('/verify/report')}>{words.page('site.report')}</a>
          </li>
        </ul>
      </div>
    </footer>
  )
}
