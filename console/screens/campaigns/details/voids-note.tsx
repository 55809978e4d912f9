import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'

/** Says before a change that the letter has to be reviewed again, where it has been. */
export function VoidsNote({ campaign: { submittedAt } }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  return submittedAt === null ? null : <b>{words('details.voids')}</b>
}
