import type { LetterContent } from './letter.ts'
import type { LetterPlace } from './letter-texts.ts'
import { isHttpsUrl, type RichText } from './rich-text.ts'
import { isWithinDomain } from './sender.ts'

/** Where a link of a letter leads. */
export type LetterLink = {
  /** Where it stands; null for the source of a fact, which stands below the letter. */
  readonly place: LetterPlace | null
  readonly url: string
}

/** What came of looking whether a page is there: `silent` where nobody answered, or not sensibly. */
export type PageVisit = 'there' | 'missing' | 'silent'

/** A link of a letter that leads where a reader may not expect it. */
export type LinkFinding = {
  readonly rule: 'link-insecure' | 'link-shortened' | 'link-elsewhere'
  readonly place: LetterPlace
  /** The host; the whole link where it names none. */
  readonly quote: string
}

// They hide where a link leads, which is how a forger makes it look, and most of them count who follows it.
const shorteners = [
  'bit.ly',
  'buff.ly',
  'cutt.ly',
  'goo.gl',
  'han.gl',
  'is.gd',
  'me2.do',
  'naver.me',
  'ow.ly',
  'rb.gy',
  'rebrand.ly',
  'shorturl.at',
  't.co',
  't.ly',
  'tiny.cc',
  'tinyurl.com',
  'url.kr',
  'vo.la',
  'zrr.kr',
]

/**
 * The links of a letter that are not https, that are shortened, or that lead to a host outside of a list.
 * @param hosts where links may lead, each with everything below it
 */
export function checkLinks(content: LetterContent, hosts: readonly string[]): LinkFinding[] {
  const findings = linksOf(content).flatMap(({ place, url }): LinkFinding[] => {
    if (!isHttpsUrl(url)) return [{ rule: 'link-insecure', place, quote: url }]
    const host = hostOf(url)
    if (shorteners.some((shortener) => isWithinDomain(host, shortener)))
      return [{ rule: 'link-shortened', place, quote: host }]
    return isWithin(host, hosts) ? [] : [{ rule: 'link-elsewhere', place, quote: host }]
  })
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()]
}

/**
 * The links of a letter that lead to a host of a list, by https: whoever looks whether they lead anywhere tells nobody of
 * the letter but whom it names anyway.
 */
export function linksTo(content: LetterContent, hosts: readonly string[]): LetterLink[] {
  return linksOf(content).filter(({ url }) => isHttpsUrl(url) && isWithin(hostOf(url), hosts))
}

function linksOf(content: LetterContent): { place: LetterPlace; url: string }[] {
  return [
    ...linksIn(content.summary).map((url) => ({ place: 'summary' as const, url })),
    ...linksIn(content.body).map((url) => ({ place: 'body' as const, url })),
    ...(content.ask ? [{ place: 'ask' as const, url: content.ask.url }] : []),
  ]
}

function isWithin(host: string, hosts: readonly string[]): boolean {
  return hosts.some((known) => isWithinDomain(host, known))
}

/** The host of a URL, without `www.`, which leads to the same place. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '')
}

function linksIn(text: RichText): string[] {
  const hrefs: string[] = []
  const visit = (node: { marks?: readonly Mark[] | undefined; content?: readonly object[] | undefined }): void => {
    for (const mark of node.marks ?? []) if (mark.type === 'link') hrefs.push(mark.attrs.href)
    for (const child of node.content ?? []) visit(child)
  }
  visit(text)
  return hrefs
}

type Mark = { readonly type: 'bold' } | { readonly type: 'link'; readonly attrs: { readonly href: string } }
