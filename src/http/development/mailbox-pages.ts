import { Hono, type Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { z } from 'zod'
import { negotiateLocale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import { limits } from '#domain/limits'
import { ListPage, MessagePage, NotFoundPage, type MailboxView } from './mailbox-parts.tsx'
import type { MailboxReader, MessageSummary } from './mailbox-reader.ts'
import { mailboxWordsIn } from './mailbox-words.ts'

/** Where the pages are mounted; their links start here. */
export const mailboxPath = '/mailbox'

export type MailboxPagesParts = {
  readonly reader: MailboxReader
  readonly stylesheet: string
}

const pageSize = 25
const localHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

const listQuerySchema = z.object({
  to: z
    .string()
    .trim()
    .max(limits.addressLengthMax)
    .transform((to) => to || null)
    .nullable()
    .catch(null),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
})

/**
 * The local mailbox for development, to be mounted at `/mailbox`. It shows readers' mail to whoever asks, so it answers
 * only requests that name this machine itself: a page elsewhere that points its own name here (DNS rebinding) and a
 * tunnel get 404.
 */
export function mailboxPages({ reader, stylesheet }: MailboxPagesParts) {
  const app = new Hono()

  app.use(async (c, next) => {
    if (!localHosts.includes(new URL(c.req.url).hostname)) return c.text('', 404)
    await next()
    c.header('Cache-Control', 'no-store')
  })

  app.get('/mailbox.css', strictHeaders, (c) => c.body(stylesheet, 200, { 'Content-Type': 'text/css; charset=utf-8' }))

  app.get('/messages.json', strictHeaders, async (c) => {
    const { to, page } = listQuerySchema.parse(queryOf(c))
    const { messages } = await reader.listMessages({ to, page, pageSize: limits.pageSizeMax })
    const origin = new URL(c.req.url).origin
    return c.json(messages.map((message) => toJson(message, origin)))
  })

  app.get('/', strictHeaders, async (c) => {
    const { to, page } = listQuerySchema.parse(queryOf(c))
    const { messages, total } = await reader.listMessages({ to, page, pageSize })
    const pages = Math.max(1, Math.ceil(total / pageSize))
    return c.html(ListPage({ view: viewOf(c), messages, total, to, page, pages }))
  })

  app.get('/messages/:id', strictHeaders, async (c) => {
    const message = await reader.readMessage(c.req.param('id'))
    if (message === null) return c.html(NotFoundPage({ view: viewOf(c) }), 404)
    return c.html(MessagePage({ view: viewOf(c), message }))
  })

  app.get('/messages/:id/html', letterHeaders, async (c) => {
    const message = await reader.readMessage(c.req.param('id'))
    const html = message?.html ?? null
    if (html === null) return c.html(NotFoundPage({ view: viewOf(c) }), 404)
    return c.html(openLinksOutside(html))
  })

  app.get('/messages/:id/source', strictHeaders, async (c) => {
    const message = await reader.readMessage(c.req.param('id'))
    if (message === null) return c.html(NotFoundPage({ view: viewOf(c) }), 404)
    return c.body(message.source, 200, { 'Content-Type': 'text/plain; charset=utf-8' })
  })

  return app
}

const strictHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
})

// A letter is what somebody wrote: it may be styled, but it may load nothing, run nothing and name no other origin.
const letterHeaders = secureHeaders({
  contentSecurityPolicy: {
    sandbox: ['allow-popups', 'allow-popups-to-escape-sandbox'],
    defaultSrc: ["'none'"],
    styleSrc: ["'unsafe-inline'"],
    frameAncestors: ["'self'"],
  },
  xFrameOptions: 'SAMEORIGIN',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
})

/** Links of a letter open in a page of their own, because in the frame our pages refuse to be shown. */
function openLinksOutside(html: string): string {
  const target = '<base target="_blank">'
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + target) : target + html
}

function queryOf(c: Context): { to: string | null; page: string | undefined } {
  return { to: c.req.query('to') ?? null, page: c.req.query('page') }
}

function viewOf(c: Context): MailboxView {
  const asked = localeSchema.safeParse(c.req.query('lang'))
  const locale = asked.success ? asked.data : negotiateLocale(c.req.header('Accept-Language'))
  const link = (path: string, query: Record<string, string> = {}): string => {
    const search = new URLSearchParams(asked.success ? { lang: locale, ...query } : query).toString()
    return `${mailboxPath}${path}${search === '' ? '' : `?${search}`}`
  }
  const { pathname, searchParams } = new URL(c.req.url)
  return { locale, words: mailboxWordsIn(locale), link, here: { pathname, query: Object.fromEntries(searchParams) } }
}

function toJson({ id, to, from, subject, receivedAt }: MessageSummary, origin: string) {
  return { id, to, from, subject, date: receivedAt.toString(), url: `${origin}${mailboxPath}/messages/${id}` }
}
