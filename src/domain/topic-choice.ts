import { Refusal } from './refusal.ts'

/**
 * Checks a choice of topics against those that exist.
 * @param own what the reader has already: of that they may keep what is no longer on offer
 * @returns the chosen ids, each once
 * @throws Refusal `topics-missing` for none, `topic-unknown` for one that is not on offer
 */
export function chooseTopics(
  chosen: readonly string[],
  known: readonly { readonly id: string; readonly retiredAt: Temporal.Instant | null }[],
  { field = 'topics', own = [] }: { readonly field?: string; readonly own?: readonly string[] } = {},
): string[] {
  if (chosen.length === 0) throw new Refusal('topics-missing', { field })
  const allowed = new Set(
    known.filter(({ id, retiredAt }) => retiredAt === null || own.includes(id)).map(({ id }) => id),
  )
  if (chosen.some((id) => !allowed.has(id))) throw new Refusal('topic-unknown', { field })
  return [...new Set(chosen)]
}
