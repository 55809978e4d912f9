import type { Localised } from '#domain/locale'
import type { NamedOccurrence } from '#domain/occurrence-key'
import { isSureDay } from '../../../parts/certainty.ts'
import type { Calendar } from '../../../queries.ts'

/** A day of the calendar to which a letter can be tied. */
export type Occasion = {
  readonly key: string
  /** Null for one that the calendar at hand does not reach. */
  readonly name: Localised | null
  readonly startsOn: string | null
  readonly isSure: boolean
}

/** One text that tells an occurrence from all others. */
export function occasionKey({ observanceId, occurrence }: NamedOccurrence): string {
  return `${observanceId}/${occurrence}`
}

/** The occurrence that a key of `occasionKey` names; null for the empty key. */
export function keyToOccasion(key: string): NamedOccurrence | null {
  const [observanceId = '', occurrence = ''] = key.split('/')
  return key === '' ? null : { observanceId, occurrence }
}

/** The days to choose from, in their order, with the one that is chosen even where the calendar does not reach it. */
export function occasionsOf(calendar: Calendar | undefined, chosen: NamedOccurrence | null): Occasion[] {
  const known = (calendar?.occurrences ?? []).map(({ observanceId, occurrence, name, startsOn, certainty }) => ({
    key: occasionKey({ observanceId, occurrence }),
    name,
    startsOn,
    isSure: isSureDay(certainty),
  }))
  const days = known.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn))
  if (chosen === null || known.some(({ key }) => key === occasionKey(chosen))) return days
  return [{ key: occasionKey(chosen), name: null, startsOn: null, isSure: true }, ...days]
}

/** The occurrence whose playbook began a letter. */
export function playbookOf(calendar: Calendar | undefined, campaignId: string): { readonly name: Localised } | null {
  return calendar?.occurrences.find(({ steps }) => steps.some(({ draft }) => draft?.id === campaignId)) ?? null
}
