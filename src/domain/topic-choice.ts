import { Refusal } from './refusal.ts'

/**
 * Checks a choice of topics against those that exist.
 * @returns the chosen ids, each once
 * @throws Refusal `topics-missing` for none, `topic-unknown` for one that is not on offer
 */
export function chooseTopics(
  chosen: readonly string[],
  known: readonly { readonly id: string; readonly retiredAt: Temporal.Instant | null }[],
  field = 'topics',
): string[] {
  if (chosen.length === 0) throw new Refusal('topics-missing', { field })
  const onOffer = new Set(known.filter((topic) => topic.retiredAt === null).map((topic) => topic.id))
  if (chosen.some((id) => !onOffer.has(id))) throw new Refusal('topic-unknown', { field })
  return [...new Set(chosen)]
}
