import type { DescribedLetter, LetterManifest } from './letter-manifest.ts'
import { matchPattern, type Digest } from './letter-pattern.ts'
import { findLetterCodes } from './letter-code.ts'
import { limits } from './limits.ts'
import type { Locale } from './locale.ts'
import {
  canonicalLink,
  decodeReferences,
  disguisedLinks,
  hostOf,
  linksInHtml,
  linksInText,
  personalLinks,
  showLink,
  type DisguisedLink,
} from './mail-links.ts'
import type { LetterPart, Slot } from './mail-template.ts'
import type { ReceivedMail } from './received-mail.ts'

/**
 * The signs by which a copy of our letter is known. The reader’s phrase is not among them: only the reader can compare it.
 * - `code`: it carries the code of a letter that we sent
 * - `subject`, `sender`, `reply-address`, `date`: its header says what ours says
 * - `own-links`: the links at its foot lead to us
 * - `links`: it leads where ours leads, and nowhere else
 * - `honest-links`: no link names one host in its words and leads to another
 * - `text`, `html`: its words are ours, part by part
 * - `no-files`: nothing is attached
 */
export const letterSigns = [
  'code',
  'subject',
  'sender',
  'reply-address',
  'date',
  'own-links',
  'links',
  'honest-links',
  'text',
  'html',
  'no-files',
] as const

export type LetterSign = (typeof letterSigns)[number]

/** Whether a sign is there; `unknown` where the message does not show it. */
export type SignFinding = 'agrees' | 'differs' | 'unknown'

/** A received message laid beside what we sent. Nothing in it is a token, an address or a word of the message. */
export type LetterComparison = {
  readonly signs: Readonly<Record<LetterSign, SignFinding>>
  /** The language in which it was sent, where that can be told. */
  readonly language: Locale | null
  /** Where it leads besides where ours leads, written so that nothing can be opened by accident. */
  readonly unexpectedLinks: readonly string[]
  /** Where ours leads and it does not. */
  readonly missingLinks: readonly string[]
  /** Links that name another host in their words. */
  readonly disguisedLinks: readonly DisguisedLink[]
}

/** What we know of ourselves, also where no letter of ours has the code. */
export type House = { readonly origin: string; readonly senderAddress: string | null }

/**
 * Lays a received message beside the letter that its code names.
 * @param manifest null where it carries no code of ours
 */
export function compareLetter(
  received: ReceivedMail,
  { manifest, house }: { manifest: LetterManifest | null; house: House },
  digest: Digest,
): LetterComparison {
  const { origin } = house
  const letter = manifest === null ? null : likeliestLetter(received, manifest, digest)
  const found = linksOf(received, origin)
  const expected = letter?.links ?? []
  const unexpected = letter === null ? [] : found.filter((link) => !expected.includes(link))
  const missing = isWhole(received) ? expected.filter((link) => isWebLink(link) && !found.includes(link)) : []
  const disguised = disguisedIn(received, { origin, expected })
  return {
    signs: {
      code: signIf(manifest !== null && findLetterCodes(wordsOf(received)).includes(manifest.code)),
      ...headerSigns(received, { manifest, letter, house }),
      'own-links': signIf(Object.values(personalLinks).some((path) => found.includes(`${origin}${path}`))),
      links: letter === null ? 'unknown' : signIf(unexpected.length === 0 && missing.length === 0),
      'honest-links': signOf(received.html, () => disguised.length === 0),
      text:
        letter === null || !isWhole(received)
          ? 'unknown'
          : signIf(partAgrees('text', received, letter, origin, digest)),
      html:
        letter === null ? 'unknown' : signOf(received.html, () => partAgrees('html', received, letter, origin, digest)),
      'no-files': signOf(received.hasFiles, (hasFiles) => !hasFiles),
    },
    language: letter?.language ?? null,
    unexpectedLinks: unique(unexpected.map(showLink)),
    missingLinks: unique(missing.map(showLink)),
    disguisedLinks: disguised.map(({ says, leadsTo }) => ({ says, leadsTo: showLink(leadsTo) })),
  }
}

/** The signs that a message lacks or bears wrongly. */
export function missingSigns({ signs }: Pick<LetterComparison, 'signs'>): LetterSign[] {
  return letterSigns.filter((sign) => signs[sign] === 'differs')
}

/** The hosts that a message leads to beside ours, as they can be told to whoever runs them; at most as many as are kept. */
export function foreignHosts(received: ReceivedMail, origin: string): string[] {
  const hosts = linksOf(received, origin).flatMap((link) => {
    const url = isWebLink(link) && URL.canParse(link) ? new URL(link) : null
    return url && url.origin !== origin ? [url.hostname] : []
  })
  return unique(hosts).slice(0, limits.reportedHostsMax)
}

/** The domain that a message says it comes from. */
export function senderDomain({ from }: Pick<ReceivedMail, 'from'>): string | null {
  const domain = from?.slice(from.lastIndexOf('@') + 1).toLowerCase() ?? ''
  return /^[\p{L}\p{N}.-]{1,253}$/u.test(domain) ? domain : null
}

/** The codes that a message carries, wherever it carries them. */
export function codesIn(received: ReceivedMail): string[] {
  return findLetterCodes(wordsOf(received))
}

function headerSigns(
  received: ReceivedMail,
  { manifest, letter, house }: { manifest: LetterManifest | null; letter: DescribedLetter | null; house: House },
): Pick<Record<LetterSign, SignFinding>, 'subject' | 'sender' | 'reply-address' | 'date'> {
  const senderAddress = manifest?.sender.address ?? house.senderAddress
  return {
    subject: letter === null ? 'unknown' : signOf(received.subject, (subject) => isSameLine(subject, letter.subject)),
    sender:
      senderAddress === null
        ? 'unknown'
        : signOf(received.from, (from) => isSameMailbox(from, senderAddress) && isSenderName(received, manifest)),
    'reply-address':
      manifest === null
        ? 'unknown'
        : signOf(
            received.replyTo,
            (boxes) => boxes.length > 0 && boxes.every((box) => isSameMailbox(box, manifest.sender.replyTo)),
          ),
    date:
      manifest === null
        ? 'unknown'
        : signOf(received.writtenAt, (at) => at !== 'unclear' && isNear(at, Temporal.Instant.from(manifest.sentAt))),
  }
}

// The language is told by the words; where these are not ours, by the subject.
function likeliestLetter(received: ReceivedMail, manifest: LetterManifest, digest: Digest): DescribedLetter | null {
  const { letters, origin } = manifest
  const byWords = letters.find((letter) =>
    (['text', 'html'] as const).some((part) => partAgrees(part, received, letter, origin, digest)),
  )
  const found = linksOf(received, origin)
  const shared = ({ links }: DescribedLetter): number => links.filter((link) => found.includes(link)).length
  return (
    byWords ??
    letters.find(({ subject }) => received.subject !== null && isSameLine(received.subject, subject)) ??
    letters.toSorted((one, other) => shared(other) - shared(one))[0] ??
    null
  )
}

function partAgrees(
  part: LetterPart,
  { [part]: body }: ReceivedMail,
  letter: DescribedLetter,
  origin: string,
  digest: Digest,
): boolean {
  const values = body === null ? null : matchPattern(letter[part], { received: body, part }, digest)
  if (values === null) return false
  return (Object.entries(values) as [Slot, string][]).every(([slot, value]) =>
    fitsSlot[slot](part === 'html' ? decodeReferences(value) : value, letter, origin),
  )
}

// What stands in a slot is not ours to know, but it can be no more than what belongs there.
const fitsSlot: Readonly<Record<Slot, (value: string, letter: DescribedLetter, origin: string) => boolean>> = {
  greeting: (value, { greeting }) => value === greeting.anonymous || isNamed(value, greeting.named),
  phrase: (value) => /^[\p{L}\p{M}\p{N}' -]{1,80}$/u.test(value),
  preferencesUrl: (value, _, origin) => canonicalLink(value, origin) === `${origin}${personalLinks.preferences}`,
  unsubscribeUrl: (value, _, origin) => canonicalLink(value, origin) === `${origin}${personalLinks.unsubscribe}`,
}

// What a mail program may make a link of; initials are none. A host may be written with the dots of other scripts.
const linkLike = /[/:@]|[\p{L}\p{N}-][.\u3002\uff0e\uff61]\p{L}{2}/u

function isNamed(value: string, form: string): boolean {
  const [before = '', after = ''] = form.split('{name}')
  const name = value.slice(before.length, value.length - after.length)
  return value === `${before}${name}${after}` && name.length <= limits.greetingNameLengthMax && !linkLike.test(name)
}

function linksOf({ text, html, listFields }: ReceivedMail, origin: string): string[] {
  // The header leads to pages of ours that the letter itself need not name, but to nobody else’s.
  const listed = linksInText(listFields).filter((link) => !link.startsWith(`${origin}/`))
  const links = [...linksInText(text ?? ''), ...linksInHtml(html ?? ''), ...listed]
  return unique(links.map((link) => canonicalLink(link, origin)))
}

// What stands in our own letter is ours, whatever its words.
function disguisedIn(
  { html }: ReceivedMail,
  { origin, expected }: { origin: string; expected: readonly string[] },
): DisguisedLink[] {
  const house = hostOf(origin)
  return disguisedLinks(html ?? '').filter(
    ({ says, leadsTo }) =>
      !expected.includes(canonicalLink(leadsTo, origin)) && (expected.length > 0 || says === house),
  )
}

function wordsOf({ subject, text, html }: ReceivedMail): string {
  return [subject, text, html === null ? null : decodeReferences(html.replace(/<[^<>]{0,5000}>/g, ' '))].join('\n')
}

// Words that were copied out of a mail program lack what is not shown.
function isWhole({ from }: ReceivedMail): boolean {
  return from !== null
}

function isWebLink(link: string): boolean {
  return /^https?:/i.test(link)
}

function isSameLine(one: string, other: string): boolean {
  const canonical = (line: string): string => line.normalize('NFC').replace(/\s+/g, ' ').trim()
  return canonical(one) === canonical(other)
}

// Mail programs show the name in place of the address, so that it may say anything.
function isSenderName({ fromName }: ReceivedMail, manifest: LetterManifest | null): boolean {
  return manifest === null || Object.values(manifest.sender.name).some((name) => isSameLine(fromName, name))
}

// RFC 5321 §2.4 lets only the domain be written in any case; ours is written in one way.
function isSameMailbox(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function isNear(writtenAt: Temporal.Instant, sentAt: Temporal.Instant): boolean {
  const earliest = sentAt.subtract({ hours: limits.letterDateSlackHours })
  const latest = sentAt.add({ hours: 24 * limits.letterDateDaysMax })
  return Temporal.Instant.compare(writtenAt, earliest) >= 0 && Temporal.Instant.compare(writtenAt, latest) <= 0
}

function signIf(holds: boolean): SignFinding {
  return holds ? 'agrees' : 'differs'
}

function signOf<Value>(value: Value | null, holds: (value: Value) => boolean): SignFinding {
  return value === null ? 'unknown' : signIf(holds(value))
}

function unique(links: readonly string[]): string[] {
  return [...new Set(links)]
}
