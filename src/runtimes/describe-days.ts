import type { ListedDay } from '#actions/list-days'
import type { ReadOccurrence } from '#actions/read-occurrence'
import type { Locale } from '#domain/locale'
import { certainties, type Certainty, type Occurrence } from '#domain/occurrence'
import type { Outcome } from '#domain/un-outcome'
import type { StaffWords } from '#http/staff/staff-words'

type Voice = { readonly words: StaffWords; readonly locale: Locale }

/** An occurrence in lines of text: its day, how sure it is, its letters, and what it needs of a person. */
export function dayLines(
  { observance, occurrence, name, steps, needs }: ListedDay,
  { words, locale }: Voice,
): string[] {
  const letters = steps.flatMap(({ step, plannedFor, draft }) => {
    if (step.kind === 'notice') return []
    const purpose = words(`observances.purpose.${step.purpose}`)
    return [
      `    ${plannedFor.toString()}  ${purpose}: ${draft ? stateOf(draft, words) : words('observances.letter.none')}`,
    ]
  })
  return [
    headLine({ observance, occurrence, name }, { words, locale }),
    ...letters,
    ...needs.map((need) => `    → ${words(`observances.needs.${need}`)}`),
  ]
}

function stateOf(
  { status, isTentative, campaign }: NonNullable<ListedDay['steps'][number]['draft']>,
  words: StaffWords,
): string {
  const state = words(`observances.letter.${status}`)
  return `${state} ${campaign.name}${isTentative ? ` (${words('observances.tentative')})` : ''}`
}

/** The same for machines. */
export function presentDay({ observance, occurrence, name, steps, needs }: ListedDay) {
  const { startsOn, endsOn, certainty, timeZone } = occurrence
  return {
    observanceId: observance.id,
    occurrence: name,
    name: observance.name,
    startsOn: startsOn.toString(),
    endsOn: endsOn.toString(),
    timeZone,
    certainty,
    needs,
    letters: steps
      .filter(({ step }) => step.kind === 'letter')
      .map(({ step: { offsetDays, purpose }, plannedFor, draft }) => ({
        offsetDays,
        purpose,
        plannedFor: plannedFor.toString(),
        campaign: draft && {
          id: draft.campaign.id,
          name: draft.campaign.name,
          status: draft.status,
          isTentative: draft.isTentative,
        },
      })),
  }
}

/** One occurrence with all that people said of it, and what the library tells of other years. */
export function describeOccurrence(
  { observance, occurrence, name, record, past, staffNames }: ReadOccurrence,
  { words, locale }: Voice,
): string {
  const nameOf = (id: string | null): string => (id === null ? '' : (staffNames.get(id) ?? ''))
  const outcome = record?.outcome ?? past?.outcome
  const { sourceUrl, confirmedBy, cancelledAt, draftDocument } = record ?? {}
  const lines = [
    headLine({ observance, occurrence, name }, { words, locale }),
    words('observances.zone', { zone: occurrence.timeZone }),
    sourceUrl && confirmedBy ? words('observances.confirmed', { name: nameOf(confirmedBy), source: sourceUrl }) : null,
    record && cancelledAt
      ? words('observances.cancelled', {
          name: nameOf(record.cancelledBy),
          why: [record.cancelReason, record.cancelSourceUrl].filter((part) => part).join(' '),
        })
      : null,
    draftDocument ? words('observances.tabled', { document: draftDocument }) : null,
    outcome ? words('observances.ended', { outcome: outcomeWords(outcome) }) : null,
    ...observance.history
      .toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))
      .map((entry) => `    ${entry.startsOn}  ${entry.outcome ? outcomeWords(entry.outcome) : '–'}`),
  ]
  return lines.filter((line) => line !== null).join('\n')
}

function headLine(
  { observance, occurrence, name }: Pick<ListedDay, 'observance' | 'occurrence' | 'name'>,
  { words, locale }: Voice,
): string {
  const say = (certainty: Certainty): string => words(`observances.certainty.${certainty}`)
  const width = Math.max(...certainties.map((certainty) => say(certainty).length))
  return [
    spanOf(occurrence).padEnd('2026-11-14/2026-11-20'.length),
    say(occurrence.certainty).padEnd(width),
    `${observance.id}/${name}`,
    observance.name[locale],
  ].join('  ')
}

function spanOf({ startsOn, endsOn }: Pick<Occurrence, 'startsOn' | 'endsOn'>): string {
  return startsOn.equals(endsOn) ? startsOn.toString() : `${startsOn.toString()}/${endsOn.toString()}`
}

/** An outcome as it is recorded: `adopted-by-vote 88:21:63 A/C.3/81/L.36`. */
function outcomeWords(outcome: Outcome): string {
  return [
    outcome.result,
    'for' in outcome ? [outcome.for, outcome.against, outcome.abstaining].join(':') : '',
    'document' in outcome ? (outcome.document ?? '') : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
}
