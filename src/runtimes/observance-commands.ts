import { z } from 'zod'
import { cancelOccurrence } from '#actions/cancel-occurrence'
import type { OccurrenceWord } from '#actions/change-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { listDays, todayOf } from '#actions/list-days'
import { nameDay } from '#actions/name-day'
import { readOccurrence } from '#actions/read-occurrence'
import { recordOutcome } from '#actions/record-outcome'
import { reinstateOccurrence } from '#actions/reinstate-occurrence'
import type { World } from '#actions/world'
import { listStaff } from '#database/staff-queries'
import type { Locale } from '#domain/locale'
import { occurrenceNameSchema } from '#domain/occurrence-key'
import { cancellationSchema, confirmedDaySchema, namedDaySchema, recordedOutcomeSchema } from '#domain/un-process'
import { presentOccurrence } from '#http/staff/present-occurrence'
import type { StaffWords } from '#http/staff/staff-words'
import { dayLines, describeOccurrence, presentDay } from './describe-days.ts'
import { CommandError } from './command-line.ts'
import { flag, readOptions } from './read-options.ts'

const usage = `Usage: npm run observances -- next [--days 60] [--json]
       npm run observances -- year 2027 [--json]
       npm run observances -- show ID OCCURRENCE [--json]
       npm run observances -- name ID OCCURRENCE DAY --by NAME [--length 1] [--zone ZONE]
       npm run observances -- confirm ID OCCURRENCE DAY --source URL --by NAME [--length 1] [--zone ZONE]
       npm run observances -- cancel ID OCCURRENCE --by NAME [--source URL] [--reason TEXT]
       npm run observances -- reinstate ID OCCURRENCE --by NAME
       npm run observances -- outcome ID OCCURRENCE RESULT --source URL --by NAME
                              [--for N --against N --abstaining N] [--document NUMBER] [--sponsors N]

OCCURRENCE is a year, such as 2027, for what is announced, and a day, such as 2027-07-14, for all else.
NAME is that of the member of staff who has read the source.`

/** The language in which a command answers. */
type Voice = { readonly words: StaffWords; readonly locale: Locale }

/** Does what was asked for, and says so in words or as JSON. */
export type ObservanceCommand = (world: World, voice: Voice) => Promise<string>

type Reader = (places: readonly string[], options: readonly string[]) => ObservanceCommand | null

const daysMax = 400
const nextSchema = z.object({ days: z.coerce.number().int().min(1).max(daysMax).default(60), json: flag })
const jsonSchema = z.object({ json: flag })
const bySchema = z.object({ by: z.string().min(1) })
const daySchema = bySchema.extend({ length: z.coerce.number().optional(), zone: z.string().optional() })
const sourceSchema = z.object({ source: z.string() })
const cancelSchema = bySchema.extend({ source: z.string().optional(), reason: z.string().optional() })
const count = z.coerce.number().optional()
const outcomeOptions = bySchema.extend({
  ...sourceSchema.shape,
  for: count,
  against: count,
  abstaining: count,
  document: z.string().optional(),
  sponsors: count,
})

const verbs: Readonly<Record<string, Reader>> = {
  next: ([...places], options) => {
    const wish = places.length === 0 ? readOptions(options, nextSchema) : null
    return (
      wish &&
      (async (world, voice) => {
        const from = await todayOf(world)
        return listSpan(world, { from, to: from.add({ days: wish.days }) }, { ...voice, isJson: wish.json })
      })
    )
  },
  year: ([year = '', ...rest], options) => {
    const wish = /^(18|19|20|21)\d\d$/.test(year) && rest.length === 0 ? readOptions(options, jsonSchema) : null
    const span = { month: 1, day: 1, year: Number(year) }
    return (
      wish &&
      ((world, voice) => {
        const from = Temporal.PlainDate.from(span)
        return listSpan(world, { from, to: from.with({ month: 12, day: 31 }) }, { ...voice, isJson: wish.json })
      })
    )
  },
  show: (places, options) => {
    const place = placeOf(places, 2)
    const wish = place && readOptions(options, jsonSchema)
    return (
      wish &&
      (async (world, { words, locale }) => {
        const read = await readOccurrence(world, place)
        return wish.json ? JSON.stringify(presentOccurrence(read)) : describeOccurrence(read, { words, locale })
      })
    )
  },
  name: (places, options) => {
    const place = placeOf(places, 3)
    const wish = place && readOptions(options, daySchema)
    if (!wish) return null
    const day = understand(namedDaySchema, dayOf(places, wish))
    return say(place, wish.by, (world, word) => nameDay(world, { ...word, day }))
  },
  confirm: (places, options) => {
    const place = placeOf(places, 3)
    const wish = place && readOptions(options, daySchema.extend(sourceSchema.shape))
    if (!wish) return null
    const day = understand(confirmedDaySchema, { ...dayOf(places, wish), sourceUrl: wish.source })
    return say(place, wish.by, (world, word) => confirmDay(world, { ...word, day }))
  },
  cancel: (places, options) => {
    const place = placeOf(places, 2)
    const wish = place && readOptions(options, cancelSchema)
    if (!wish) return null
    const cancellation = understand(cancellationSchema, { sourceUrl: wish.source, reason: wish.reason })
    return say(place, wish.by, (world, word) => cancelOccurrence(world, { ...word, cancellation }))
  },
  reinstate: (places, options) => {
    const place = placeOf(places, 2)
    const wish = place && readOptions(options, bySchema)
    return wish && say(place, wish.by, (world, word) => reinstateOccurrence(world, word))
  },
  outcome: (places, options) => {
    const place = placeOf(places, 3)
    const wish = place && readOptions(options, outcomeOptions)
    if (!wish) return null
    const { by, source: sourceUrl, sponsors: coSponsors, ...rest } = wish
    const given = Object.entries({ ...rest, coSponsors }).filter(([, value]) => value !== undefined)
    const outcome = { result: places[2], ...Object.fromEntries(given) }
    const recorded = understand(recordedOutcomeSchema, { outcome, sourceUrl })
    return say(place, by, (world, word) => recordOutcome(world, { ...word, recorded }))
  },
}

/** Understands what stands behind `npm run observances --`. @throws CommandError for what is no command */
export function readObservanceCommand([verb = '', ...args]: string[]): ObservanceCommand {
  const read = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  const end = args.findIndex((arg) => arg.startsWith('--'))
  const places = end === -1 ? args : args.slice(0, end)
  const command = read?.(places, args.slice(places.length))
  if (!command) throw new CommandError(usage)
  return command
}

async function listSpan(
  world: World,
  span: Parameters<typeof listDays>[1],
  { isJson, ...voice }: Voice & { isJson: boolean },
): Promise<string> {
  const days = await listDays(world, span)
  if (isJson) return JSON.stringify(days.map(presentDay))
  return days.length === 0 ? voice.words('observances.none') : days.flatMap((day) => dayLines(day, voice)).join('\n')
}

/** What was typed, in the form that the API takes. @throws CommandError that names each part at fault */
function understand<Schema extends z.ZodType>(schema: Schema, typed: unknown): z.output<Schema> {
  const read = schema.safeParse(typed)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new CommandError([...faults, '', usage].join('\n'))
}

type Place = Pick<OccurrenceWord, 'observanceId' | 'occurrence'>

function placeOf([observanceId, occurrence, ...rest]: readonly string[], length: number): Place | null {
  if (!observanceId || rest.length !== length - 2) return null
  const name = occurrenceNameSchema.safeParse(occurrence).data
  return name === undefined ? null : { observanceId, occurrence: name }
}

function dayOf(places: readonly string[], { length, zone }: z.output<typeof daySchema>) {
  return { startsOn: places[2], lengthDays: length, timeZone: zone }
}

/** Says something of an occurrence as it is now, in the name of a member of staff. */
function say(
  place: Place,
  by: string,
  act: (world: World, word: OccurrenceWord) => Promise<unknown>,
): ObservanceCommand {
  return async (world, voice) => {
    const [member, ...namesakes] = (await listStaff(world.database)).filter(({ name }) => name === by)
    if (!member) throw new CommandError(voice.words('observances.nobody', { name: by }))
    if (namesakes.length > 0) throw new CommandError(voice.words('observances.namesakes', { name: by }))
    const { record } = await readOccurrence(world, place)
    await act(world, { ...place, member, isByCommand: true, version: record?.version ?? 0 })
    return describeOccurrence(await readOccurrence(world, place), voice)
  }
}
