import type { Fact } from './fact.ts'

/**
 * What has to be said beside a figure that is no plain count.
 * - `between`: an estimate with its two ends as the publisher wrote them
 * - `range`: estimates that lie far apart
 * - `disputed`: others say otherwise, so that it goes with the name of whoever says it
 */
export type FactQualifier =
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  | { readonly kind: 'range' }
  | { readonly kind: 'disputed' }

/** What has to be said beside a figure; null where nothing has. */
export function factQualifier({ certainty, value }: Pick<Fact, 'certainty' | 'value'>): FactQualifier | null {
  if (certainty === 'disputed') return { kind: 'disputed' }
  if (certainty !== 'range') return null
  const [, from, to] = (typeof value === 'string' && /^([^–-]+)[–-]([^–-]+)$/.exec(value)) || []
  return from === undefined || to === undefined
    ? { kind: 'range' }
    : { kind: 'between', from: from.trim(), to: to.trim() }
}

/**
 * What has to be said beside a figure, in words: `between 1,000 and 2,000`, `disputed`.
 * @param word says a message of the catalogue below `letter`
 */
export function sayQualifier(
  qualifier: FactQualifier,
  word: (key: `qualifier.${FactQualifier['kind']}`, values: Readonly<Record<string, string>>) => string,
): string {
  const { kind, ...values } = qualifier
  return word(`qualifier.${kind}`, values)
}
