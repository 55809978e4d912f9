// Everything by which HTML leads somewhere or fetches something. Looked for in the whole text rather than in tags, since
// mail programs mend broken markup each in their own way; the bounds keep hostile input from costing more than it is long.
const linkAttributes =
  /\b(?:href|src|srcset|action|formaction|background|poster|cite|data)\s*=\s*(?:"([^"]{0,2500})"|'([^']{0,2500})'|([^\s"'<>]{1,2500}))/gi
const styleUrls = /\burl\(\s*["']?([^"')]{1,2500})/gi
// What ends a sentence rather than a link. Looked for where a run of it begins: from every one of its characters on, the
// time would grow with the square of the run.
const sentenceEnd = /(?<![.,;:!?\])}'"»」』。])[.,;:!?\])}'"»」』。]+$/u
// What mail programs make a link of by themselves.
const plainUrls = /\b(?:https?:\/\/|www\.)[^\s"'<>()]+/gi
const doctype = /<!doctype[^>]{0,500}>/gi

/** Every address that HTML leads to or fetches from, as it is written but for its character references. */
export function linksInHtml(html: string): string[] {
  const markup = html.replace(doctype, '')
  const found = [
    ...[...markup.matchAll(linkAttributes)].map(([, double, single, bare]) => double ?? single ?? bare ?? ''),
    ...[...markup.matchAll(styleUrls)].map(([, url]) => url ?? ''),
  ].map((link) => decodeReferences(link).trim())
  return unique([...found.filter((link) => link !== '' && !link.startsWith('#')), ...linksInText(visibleText(markup))])
}

/** Every address that a mail program makes a link of in plain text. */
export function linksInText(text: string): string[] {
  return unique([...text.matchAll(plainUrls)].map(([link]) => link.replace(sentenceEnd, '')))
}

/** A link whose words name one place while it leads to another. */
export type DisguisedLink = { readonly says: string; readonly leadsTo: string }

// `says` is one host name; the words around it do not matter.
const anchors = /<a\b([^<>]{0,2500})>(.{0,300}?)<\/a\s*>/gis
const hostNames = /(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu

/** The links of HTML that name another host in their words than the one that they lead to. */
export function disguisedLinks(html: string): DisguisedLink[] {
  return [...html.matchAll(anchors)].flatMap(([, attributes = '', words = '']) => {
    const [leadsTo] = linksInHtml(attributes)
    const [says] = visibleText(words).match(hostNames) ?? []
    if (leadsTo === undefined || says === undefined) return []
    return hostOf(leadsTo) === says.toLowerCase() ? [] : [{ says: says.toLowerCase(), leadsTo }]
  })
}

/** The links of ours that differ from reader to reader, as they are written for all of them. */
export const personalLinks = { unsubscribe: '/u/{token}', preferences: '/preferences' } as const

/**
 * A link in the form in which two are compared: what is a reader’s own, and what URLs may be written with, taken out.
 * Older letters have a token in the link to the preferences, and newer ones the reader’s language.
 */
export function canonicalLink(link: string, origin: string): string {
  if (link.startsWith(`${origin}/`)) {
    const path = link.slice(origin.length)
    if (/^\/u\/[\w-]+$/.test(path)) return `${origin}${personalLinks.unsubscribe}`
    if (/^\/preferences(?:\/[\w-]+|\?lang=\w+)?$/.test(path)) return `${origin}${personalLinks.preferences}`
  }
  const whole = withScheme(link)
  return URL.canParse(whole) ? new URL(whole).href : whole
}

// Mail programs make links of addresses that are written without one.
function withScheme(link: string): string {
  return /^www\./i.test(link) ? `http://${link}` : link
}

/** The host that a link leads to, or the domain that it writes to; null where it names neither. */
export function hostOf(link: string): string | null {
  // Of a domain no more than domains are written with: a terminal obeys what else may stand there.
  const mailbox = /^mailto:[^?]*@([\p{L}\p{N}.-]+)/iu.exec(link)?.[1]
  if (mailbox !== undefined) return mailbox.toLowerCase()
  const whole = withScheme(link)
  return URL.canParse(whole) ? new URL(whole).hostname || null : null
}

/**
 * A link as it may be shown: where it leads, without what may be a key or somebody’s address, and written so that nobody
 * opens it by accident.
 */
export function showLink(link: string): string {
  const host = hostOf(link)
  if (host === null) return `${/^[a-z][a-z0-9+.-]{0,20}:/i.exec(link)?.[0] ?? ''}…`
  const shownHost = host.replaceAll('.', '[.]')
  if (/^mailto:/i.test(link)) return `mailto:…@${shownHost}`
  const { pathname } = new URL(withScheme(link))
  const shown = pathname.replaceAll(/%7Btoken%7D/gi, '…').split('/')
  return `${shownHost}${shown.map((part) => (isPersonal(part) ? '…' : part)).join('/')}`
}

// Long enough to be a token, or with the sign of an address, however it is written.
function isPersonal(part: string): boolean {
  return /@|%40|%2540/i.test(part) || /^[\w~%=-]{20,}$/.test(part)
}

/** The words of HTML, without its tags. */
function visibleText(html: string): string {
  return decodeReferences(html.replace(/<[^<>]{0,5000}>/g, ' '))
}

const namedReferences: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  colon: ':',
  sol: '/',
  period: '.',
  commat: '@',
  tab: '',
  newline: '',
}

/** Replaces character references, numbered ones and those that stand for what URLs and markup are written with. */
export function decodeReferences(html: string): string {
  return html.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));?/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return namedReferences[name.toLowerCase()] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function unique(links: readonly string[]): string[] {
  return [...new Set(links)]
}
