import { z } from 'zod'
import type { OwnData } from '#actions/describe-own-data'
import { cadences } from '#domain/cadence'
import { consentKinds } from '#domain/consent'
import { letterStandings, storyKinds } from '#domain/delivery-story'
import { locales, type Locale, type Localised } from '#domain/locale'
import { providerNames } from '#domain/provider'
import { bounceKinds, providerEventKinds } from '#domain/provider-event'
import { retentionSchema } from '#domain/retention'
import { suppressionReasons } from '#domain/suppression'
import { wordingOf } from './consent-wording.ts'

/** RFC 3339, in UTC. */
const instant = z.iso.datetime()
const optionalInstant = instant.nullable()
const locale = z.enum(locales)
const named = z.object({ id: z.string(), name: z.string() })
/** The title of a letter by its languages. */
const titles = z.partialRecord(locale, z.string())

/**
 * What is held about one reader, as a file: `docs/own-data.md` says what each part means. A part that is added leaves the
 * number of the format as it is; one that changes or goes raises it.
 */
export const ownDataFileSchema = z.object({
  format: z.literal('northlight-own-data/1'),
  asOf: instant,
  retention: retentionSchema,
  address: z.string(),
  name: z.string().nullable(),
  phrase: z.string(),
  confirmedAt: instant,
  locale,
  timeZone: z.string().nullable(),
  topics: z.array(named),
  cadence: z.enum(cadences),
  chosenDays: z.array(named),
  quietDays: z.array(named),
  pausedUntil: optionalInstant,
  isTextOnly: z.boolean(),
  consents: z.array(
    z.object({
      kind: z.enum(consentKinds),
      wording: z.object({ id: z.string(), version: z.int(), text: z.string().nullable() }).nullable(),
      locale,
      source: z.string(),
      letter: titles.nullable(),
      at: instant,
    }),
  ),
  letters: z.array(
    z.object({
      titles,
      sentAt: optionalInstant,
      standing: z.enum(letterStandings),
      story: z.array(z.object({ kind: z.enum(storyKinds), at: instant, reason: z.string().nullable() })),
      provider: z.enum(providerNames).nullable(),
      providerId: z.string().nullable(),
      reference: z.string(),
    }),
  ),
  events: z.array(
    z.object({
      kind: z.enum(providerEventKinds),
      bounceKind: z.enum(bounceKinds).nullable(),
      provider: z.enum(providerNames),
      reference: z.string().nullable(),
      occurredAt: instant,
      arrivedAt: instant,
    }),
  ),
  digests: z.array(z.object({ month: z.string(), letters: z.array(titles) })),
  suppressions: z.array(z.object({ reason: z.enum(suppressionReasons), from: instant, until: optionalInstant })),
  requests: z.array(
    z.object({
      from: instant,
      until: optionalInstant,
      confirmedAt: optionalInstant,
      locale,
      timeZone: z.string().nullable(),
      topics: z.array(z.string()),
    }),
  ),
  addressChanges: z.array(z.object({ from: instant, until: optionalInstant, confirmedAt: optionalInstant })),
  links: z.array(z.object({ from: instant, until: optionalInstant })),
  waiting: z.array(z.object({ job: z.string(), since: instant })),
  records: z.array(z.object({ action: z.string(), at: instant, because: z.string().nullable() })),
})

/**
 * What is held about one reader in the form of the file, with names in their language. Nothing else can come into it.
 * @param organisation the name that the words of consent hold, by language
 * @throws ZodError for what has another form
 */
export function presentOwnData(
  data: OwnData,
  { locale: language, organisation }: { locale: Locale; organisation: Localised },
): z.output<typeof ownDataFileSchema> {
  const nameOf = ({ id, name }: OwnData['topics'][number]) => ({ id, name: name[language] })
  const file = {
    format: 'northlight-own-data/1',
    ...data,
    topics: data.topics.map(nameOf),
    chosenDays: data.chosenDays.map(nameOf),
    quietDays: data.quietDays.map(nameOf),
    consents: data.consents.map((consent) => ({
      ...consent,
      wording: consent.wording && { ...consent.wording, text: wordingOf(consent, organisation) },
    })),
  }
  // Instants become texts as JSON writes them.
  return ownDataFileSchema.parse(JSON.parse(JSON.stringify(file)))
}
