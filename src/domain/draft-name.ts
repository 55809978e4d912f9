import { locales } from './locale.ts'
import type { Observance } from './observance.ts'
import type { PlaybookStep } from './playbook.ts'

/** What staff call a campaign, and the end of the address of its web copy. */
export type DraftName = { readonly name: string; readonly slug: string }

/** The name of the draft of a step: that of its observance, its year, and how many days it is from the day. */
export function nameDraft(
  { id, name }: Pick<Observance, 'id' | 'name'>,
  { startsOn }: { readonly startsOn: Temporal.PlainDate },
  { offsetDays, purpose }: Pick<PlaybookStep, 'offsetDays' | 'purpose'>,
): DraftName {
  const { year } = startsOn
  return {
    name: `${name[locales[0]]} ${year}${offsetDays === 0 ? '' : `, ${dayOffset(offsetDays)}`}`,
    slug: `${id}-${year}${purpose === 'day' ? '' : `-${purpose}`}`,
  }
}

/**
 * The name of a campaign that repeats one of another year: its year is replaced wherever it stands, and added where it
 * stands nowhere.
 */
export function nameClone({ name, slug }: DraftName, fromYear: number, toYear: number): DraftName {
  return { name: inYear(name, ' ', fromYear, toYear), slug: inYear(slug, '-', fromYear, toYear) }
}

/** A number of days before or after a day, as staff of both languages write it: `D−7`, `D-day`, `D+1`. */
export function dayOffset(offsetDays: number): string {
  if (offsetDays === 0) return 'D-day'
  return offsetDays > 0 ? `D+${offsetDays}` : `D−${-offsetDays}`
}

function inYear(text: string, join: string, fromYear: number, toYear: number): string {
  const year = new RegExp(`(?<!\\d)${fromYear}(?!\\d)`, 'g')
  return year.test(text) ? text.replaceAll(year, String(toYear)) : `${text}${join}${toYear}`
}
