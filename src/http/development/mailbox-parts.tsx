import type { Child } from 'hono/jsx'
import { locales, type Locale } from '#domain/locale'
import type { MailboxMessage, MessageSummary } from './mailbox-reader.ts'
import type { MailboxWords } from './mailbox-words.ts'

/** How one request is to be answered: in which words, and with links that stay in that language. */
export type MailboxView = {
  readonly locale: Locale
  readonly words: MailboxWords
  readonly link: (path: string, query?: Record<string, string>) => string
  readonly here: { readonly pathname: string; readonly query: Readonly<Record<string, string>> }
}

// Days before months, as everywhere else on our pages.
const dateLocales: Readonly<Record<Locale, string>> = { en: 'en-GB', ko: 'ko-KR' }

const localeNames: Readonly<Record<Locale, string>> = { en: 'English', ko: '한국어' }

type ListPageProps = {
  readonly view: MailboxView
  readonly messages: readonly MessageSummary[]
  readonly total: number
  readonly to: string | null
  readonly page: number
  readonly pages: number
}

/** The list of messages, with the filter and the way to other pages. */
export function ListPage({ view, messages, total, to, page, pages }: ListPageProps) {
  const { words, link } = view
  const filter = to === null ? {} : { to }
  return (
    <Document view={view} title={words('title')}>
      <h1>{words('title')}</h1>
      <p class="lead">{words('lead')}</p>
      <form class="filter" action={link('')} method="get">
        {view.here.query['lang'] && <input type="hidden" name="lang" value={view.locale} />}
        <label for="to">{words('filter')}</label>
        <div class="row">
          <input
            id="to"
            name="to"
            type="text"
            inputmode="email"
            autocomplete="off"
            spellcheck={false}
            value={to ?? ''}
          />
          <button type="submit">{words('apply')}</button>
        </div>
        {to !== null && <a href={link('')}>{words('showAll')}</a>}
      </form>
      {total === 0 ? (
        <p class="empty">{words(to === null ? 'empty' : 'emptyFor')}</p>
      ) : (
        <>
          <p class="hint">{words('count', { count: total })}</p>
          <ul class="messages">
            {messages.map((message) => (
              <li>
                <a href={link(`/messages/${message.id}`)}>{message.subject || words('noSubject')}</a>
                <span class="hint">
                  {message.to} · <Moment view={view} instant={message.receivedAt} />
                </span>
              </li>
            ))}
          </ul>
          {pages > 1 && (
            <nav class="pages" aria-label={words('pages')}>
              {page > 1 && <a href={link('', { ...filter, page: String(page - 1) })}>{words('newer')}</a>}
              <span class="hint">{words('page', { page, last: pages })}</span>
              {page < pages && <a href={link('', { ...filter, page: String(page + 1) })}>{words('older')}</a>}
            </nav>
          )}
        </>
      )}
    </Document>
  )
}

/** One message: its letter in a frame that can do nothing, its text, its headers. */
export function MessagePage({ view, message }: { view: MailboxView; message: MailboxMessage }) {
  const { words, link } = view
  const subject = message.subject || words('noSubject')
  const path = `/messages/${message.id}`
  return (
    <Document view={view} title={subject}>
      <p class="hint">
        <a href={link('')}>{words('back')}</a>
      </p>
      <h1>{subject}</h1>
      <dl class="envelope">
        <dt>{words('to')}</dt>
        <dd>
          <a href={link('', { to: message.to })}>{message.to}</a>
        </dd>
        <dt>{words('from')}</dt>
        <dd>{message.from}</dd>
        <dt>{words('received')}</dt>
        <dd>
          <Moment view={view} instant={message.receivedAt} />
        </dd>
      </dl>
      <section>
        <h2>{words('letter')}</h2>
        {message.html === null ? (
          <p class="empty">{words('noHtml')}</p>
        ) : (
          <iframe
            title={words('letter')}
            src={link(`${path}/html`)}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          ></iframe>
        )}
      </section>
      <section>
        <h2>{words('plainText')}</h2>
        {message.text === null ? <p class="empty">{words('noText')}</p> : <pre>{message.text}</pre>}
      </section>
      <section>
        <h2>{words('headers')}</h2>
        <table>
          <tbody>
            {message.headers.map(({ name, value }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <a href={link(`${path}/source`)}>{words('source')}</a>
        </p>
      </section>
    </Document>
  )
}

/** The answer to an id that the mailbox does not hold. */
export function NotFoundPage({ view }: { view: MailboxView }) {
  return (
    <Document view={view} title={view.words('title')}>
      <h1>{view.words('title')}</h1>
      <p class="lead">{view.words('notFound')}</p>
      <p>
        <a href={view.link('')}>{view.words('back')}</a>
      </p>
    </Document>
  )
}

function Document({ view, title, children }: { view: MailboxView; title: string; children?: Child }) {
  return (
    <html lang={view.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title} · Northlight</title>
        <link rel="stylesheet" href={view.link('/mailbox.css')} />
      </head>
      <body>
        <div class="line"></div>
        <header>
          <a class="brand" lang="en" href={view.link('')}>
            Northlight
          </a>
          <nav class="langs" aria-label={view.words('language')}>
            {locales.map((locale) => (
              <a
                lang={locale}
                href={`${view.here.pathname}?${new URLSearchParams({ ...view.here.query, lang: locale }).toString()}`}
                aria-current={locale === view.locale ? 'true' : undefined}
              >
                {localeNames[locale]}
              </a>
            ))}
          </nav>
        </header>
        <main>{children}</main>
      </body>
    </html>
  )
}

/** An instant in UTC, since the machine's own zone says nothing about the reader's. */
function Moment({ view, instant }: { view: MailboxView; instant: Temporal.Instant }) {
  const format = { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' } as const
  return <time datetime={instant.toString()}>{instant.toLocaleString(dateLocales[view.locale], format)} UTC</time>
}
