import type { Outcome } from '#domain/un-outcome'
import { useWords } from '../../words.tsx'

/** How something ended, in a line. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const words = useWords()
  return (outcome) => {
    const result = words(`year.result.${outcome.result}`)
    return [result, ...detailsOf(outcome, words)].join(' · ')
  }
}

function detailsOf(outcome: Outcome, words: ReturnType<typeof useWords>): string[] {
  switch (outcome.result) {
    case 'adopted-by-vote':
    case 'rejected-by-vote':
      return [
        words('year.votes', { for: outcome.for, against: outcome.against, abstaining: outcome.abstaining }),
        ...documentOf(outcome),
      ]
    case 'reviewed':
      return [words('year.recommended', { count: outcome.recommendations }), ...documentOf(outcome)]
    case 'postponed':
      return []
    case 'adopted':
    case 'adopted-without-vote':
      return [
        ...(outcome.coSponsors === null ? [] : [words('year.sponsored', { count: outcome.coSponsors })]),
        ...documentOf(outcome),
      ]
    case 'reported':
      return documentOf(outcome)
  }
}

function documentOf({ document }: { readonly document: string | null }): string[] {
  return document === null ? [] : [document]
}
