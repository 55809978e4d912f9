import { Link } from '@tanstack/react-router'
import { Panel } from '../../../parts/panel.tsx'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { useEmbargoWords } from '../details/embargo-words.ts'

/** The embargo of a letter, where it has one: nothing to mend, and not to be overlooked. */
export function EmbargoNote({ campaign: { id, embargo } }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const say = useEmbargoWords()
  if (embargo === null) return null
  return (
    <Panel title={words('check.held')}>
      <p>{say(embargo)}</p>
      <p>
        <Link to="/campaigns/$campaignId/details" params={{ campaignId: id }}>
          {words('check.toMend.details')}
        </Link>
      </p>
    </Panel>
  )
}
