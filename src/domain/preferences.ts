import { cadenceSchema, type Cadence } from './cadence.ts'
import { limits } from './limits.ts'
import type { Locale } from './locale.ts'
import { localeSchema } from './locale-schema.ts'
import { isPlainLine } from './plain-text.ts'
import { Refusal } from './refusal.ts'
import { isTimeZone } from './time-zone.ts'

/** What a reader chooses of how they are written to, besides topics: in the form in which it is stored. */
export type ReaderChoices = {
  readonly locale: Locale
  readonly timeZone: string | null
  readonly cadence: Cadence
  readonly chosenDays: string[]
  readonly quietDays: string[]
  readonly pausedUntil: Temporal.Instant | null
  readonly isTextOnly: boolean
  /** How letters greet them; null greets them without a name. */
  readonly name: string | null
}

/** The same as a person typed or ticked it. */
export type TypedChoices = {
  readonly locale: string
  /** Empty for none. */
  readonly timeZone: string
  readonly cadence: string
  readonly chosenDays: readonly string[]
  readonly quietDays: readonly string[]
  /** A day such as `2026-09-01` on which letters begin again; empty for no pause. */
  readonly pausedUntil: string
  readonly isTextOnly: boolean
  readonly name: string
}

/**
 * Checks what a reader typed against what can be chosen.
 * @param offered the ids of observances and of quiet holidays that the library offers
 * @param fallbackZone the clock by which a pause ends for a reader who names no zone
 * @throws Refusal `locale-unknown`, `time-zone-unknown`, `days-missing`, `input-invalid`, `pause-implausible`,
 * `text-not-plain` or `name-too-long`, with the field at fault
 */
export function readChoices(
  typed: TypedChoices,
  offered: { readonly days: readonly string[]; readonly holidays: readonly string[] },
  { now, fallbackZone }: { readonly now: Temporal.Instant; readonly fallbackZone: string },
): ReaderChoices {
  const locale = localeSchema.safeParse(typed.locale)
  if (!locale.success) throw new Refusal('locale-unknown', { field: 'locale' })
  const timeZone = typed.timeZone === '' ? null : typed.timeZone
  if (timeZone !== null && !isTimeZone(timeZone)) throw new Refusal('time-zone-unknown', { field: 'timeZone' })
  const cadence = cadenceSchema.safeParse(typed.cadence)
  if (!cadence.success) throw new Refusal('input-invalid', { field: 'cadence' })
  const chosenDays = requireOffered(typed.chosenDays, offered.days, 'chosenDays')
  if (cadence.data === 'chosen-days' && chosenDays.length === 0)
    throw new Refusal('days-missing', { field: 'chosenDays' })
  return {
    locale: locale.data,
    timeZone,
    cadence: cadence.data,
    chosenDays,
    quietDays: requireOffered(typed.quietDays, offered.holidays, 'quietDays'),
    pausedUntil: readPause(typed.pausedUntil, now, timeZone ?? fallbackZone),
    isTextOnly: typed.isTextOnly,
    name: readGreetingName(typed.name),
  }
}

/** The day on which a pause ends, as a form shows it; empty where none holds. */
export function pauseDay(pausedUntil: Temporal.Instant | null, now: Temporal.Instant, timeZone: string): string {
  if (pausedUntil === null || Temporal.Instant.compare(pausedUntil, now) <= 0) return ''
  return pausedUntil.toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

function requireOffered(chosen: readonly string[], offered: readonly string[], field: string): string[] {
  if (chosen.some((id) => !offered.includes(id))) throw new Refusal('input-invalid', { field })
  return [...new Set(chosen)]
}

/** The first instant of the day, on the reader's clock. */
function readPause(typed: string, now: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  if (typed.trim() === '') return null
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const day = readDay(typed.trim())
  const days = day === null ? 0 : today.until(day).days
  if (day === null || days < 1 || days > limits.pauseDaysMax) {
    throw new Refusal('pause-implausible', {
      field: 'pausedUntil',
      last: today.add({ days: limits.pauseDaysMax }).toString(),
    })
  }
  return day.toZonedDateTime(timeZone).toInstant()
}

function readDay(typed: string): Temporal.PlainDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Temporal.PlainDate.from(typed, { overflow: 'reject' }) : null
  } catch {
    return null
  }
}

function readGreetingName(typed: string): string | null {
  const name = typed.normalize('NFC').trim()
  if (!isPlainLine(name)) throw new Refusal('text-not-plain', { field: 'name' })
  if ([...name].length > limits.greetingNameLengthMax) throw new Refusal('name-too-long', { field: 'name' })
  return name === '' ? null : name
}
