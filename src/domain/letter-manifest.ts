import { z } from 'zod'
import { patternOf, type Digest } from './letter-pattern.ts'
import { locales, type Locale, type Localised } from './locale.ts'
import { localeSchema, localisedSchema } from './locale-schema.ts'
import { canonicalLink, linksInHtml, linksInText, personalLinks } from './mail-links.ts'
import { slots, type CompiledLetter, type SlotValues } from './mail-template.ts'
import { mergePart } from './merge.ts'
import type { Sender } from './sender.ts'

const pieceSchema = z.union([
  z.object({ length: z.int().min(1), sha256: z.string() }),
  z.object({ slot: z.enum(slots) }),
])

const describedLetterSchema = z.object({
  language: localeSchema,
  subject: z.string(),
  preheader: z.string(),
  /** The salutation without and with a name; `{name}` marks the place of the name. */
  greeting: z.object({ anonymous: z.string(), named: z.string() }),
  /** Everything it leads to; `{token}` stands for what differs from reader to reader. */
  links: z.array(z.string()),
  text: z.array(pieceSchema),
  html: z.array(pieceSchema),
})

/**
 * What we say of a letter that we sent, to be signed: enough to tell a copy of it from a forgery, and nothing of any
 * reader. Parts that a later version adds are ignored.
 */
export const letterManifestSchema = z.object({
  version: z.literal(1),
  organisation: localisedSchema,
  /** Origin of our pages, without a trailing slash. */
  origin: z.string(),
  code: z.string(),
  sender: z.object({ name: localisedSchema, address: z.string(), replyTo: z.string() }),
  /** When it began to leave; with a schedule by the reader’s own clock, the last copies leave a day later. */
  sentAt: z.iso.datetime(),
  letters: z.array(describedLetterSchema).min(1),
})

export type LetterManifest = z.infer<typeof letterManifestSchema>

/** One language of a letter, as its manifest describes it. */
export type DescribedLetter = LetterManifest['letters'][number]

/** What a manifest is made of. */
export type ManifestInput = {
  readonly organisation: Localised
  readonly origin: string
  readonly code: string
  readonly sender: Sender
  readonly sentAt: Temporal.Instant
  readonly letters: ReadonlyMap<Locale, CompiledLetter>
  readonly preheaders: Partial<Localised>
}

/** The manifest of a letter: from what was approved and sent, so that it says the same whenever it is made. */
export function describeSentLetter(input: ManifestInput, digest: Digest): LetterManifest {
  const { organisation, origin, code, sender, sentAt, letters, preheaders } = input
  return {
    version: 1,
    organisation,
    origin,
    code,
    sender: { name: sender.name, address: sender.address, replyTo: sender.replyTo },
    sentAt: sentAt.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString(),
    letters: locales.flatMap((language) => {
      const letter = letters.get(language)
      if (!letter) return []
      const { subject, greeting } = letter
      return [
        {
          language,
          subject,
          preheader: preheaders[language] ?? '',
          greeting,
          links: linksOfLetter(letter, origin),
          text: [...patternOf(letter.text, digest)],
          html: [...patternOf(letter.html, digest)],
        },
      ]
    }),
  }
}

/** Everything that a compiled letter leads to, each reader’s own links as they are for all of them. */
export function linksOfLetter(letter: CompiledLetter, origin: string): string[] {
  const values: SlotValues = {
    greeting: '',
    phrase: '',
    unsubscribeUrl: `${origin}/u/token`,
    preferencesUrl: `${origin}${personalLinks.preferences}`,
  }
  const links = [...linksInHtml(mergePart(letter, 'html', values)), ...linksInText(mergePart(letter, 'text', values))]
  return [...new Set(links.map((link) => canonicalLink(link, origin)))]
}
