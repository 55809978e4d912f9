import type { Outcome, OutcomeInput } from '#domain/un-outcome'
import type { ProcessStep } from './year-queries.ts'

type Result = Outcome['result']

const votes = ['adopted-without-vote', 'adopted-by-vote', 'adopted', 'rejected-by-vote', 'postponed'] as const

const results = {
  report: ['reported', 'postponed'],
  committee: votes,
  decision: votes,
  review: ['reviewed', 'postponed'],
} as const satisfies Record<ProcessStep['step'], readonly Result[]>

/** How a step can end, the usual way first. */
export function resultsOf(step: ProcessStep['step']): readonly [Result, ...Result[]] {
  return results[step]
}

export type CountName = 'for' | 'against' | 'abstaining' | 'coSponsors' | 'recommendations' | 'refused'

const counts = {
  'adopted-without-vote': ['coSponsors'],
  'adopted-by-vote': ['for', 'against', 'abstaining', 'coSponsors'],
  adopted: ['coSponsors'],
  'rejected-by-vote': ['for', 'against', 'abstaining', 'coSponsors'],
  postponed: [],
  reported: [],
  reviewed: ['recommendations', 'refused'],
} as const satisfies Record<Result, readonly CountName[]>

/** The numbers that belong to a result. */
export function countsOf(result: Result): readonly CountName[] {
  return counts[result]
}

/** An outcome as a form holds it. */
export type OutcomeValues = {
  readonly result: Result
  readonly document: string
  readonly concludedOn: string
  readonly counts: Readonly<Partial<Record<CountName, number | undefined>>>
}

const votesCast = ['for', 'against', 'abstaining'] as const

const needed: Readonly<Partial<Record<Result, readonly CountName[]>>> = {
  'adopted-by-vote': votesCast,
  'rejected-by-vote': votesCast,
  reviewed: ['recommendations'],
}

/** Whether every number that a result needs was typed: nobody’s slip becomes a vote of nought. */
export function isComplete({ result, counts: typed }: OutcomeValues): boolean {
  return (needed[result] ?? []).every((name) => typed[name] !== undefined)
}

/** What the API takes of a complete outcome. */
export function outcomeOf({ result, document: typed, concludedOn, counts: typedCounts }: OutcomeValues): OutcomeInput {
  const document = typed.trim() || null
  const { for: inFavour = 0, against = 0, abstaining = 0, recommendations = 0 } = typedCounts
  const coSponsors = typedCounts.coSponsors ?? null
  switch (result) {
    case 'postponed':
      return { result }
    case 'reported':
      return { result, document }
    case 'reviewed': {
      const refused = typedCounts.refused ?? null
      return { result, document, recommendations, refused, concludedOn: concludedOn || null }
    }
    case 'adopted':
    case 'adopted-without-vote':
      return { result, document, coSponsors }
    case 'adopted-by-vote':
    case 'rejected-by-vote':
      return { result, document, coSponsors, for: inFavour, against, abstaining }
  }
}
