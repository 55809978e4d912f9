import { Link } from '@tanstack/react-router'
import { useWords } from '../../../words.tsx'
import type { CheckFinding } from '../campaign-queries.ts'

const steps: { readonly [Rule in CheckFinding['rule']]?: 'details' | 'schedule' | 'audience' } = {
  'event-missing': 'details',
  'event-begun': 'schedule',
  'night-hours': 'schedule',
  'schedule-missing': 'schedule',
  'schedule-in-past': 'schedule',
  'schedule-too-far': 'schedule',
  'schedule-before-embargo': 'schedule',
  'wall-time-missing': 'schedule',
  'wall-time-ambiguous': 'schedule',
  'audience-empty': 'audience',
}

const settings: { readonly [Rule in CheckFinding['rule']]?: 'organisation' | 'sender' } = {
  'organisation-incomplete': 'organisation',
  'postal-address-missing': 'organisation',
  'sender-unproven': 'sender',
  'sender-forgeable': 'sender',
  'sender-unknown': 'sender',
}

type MendLinkProps = { readonly campaignId: string; readonly finding: CheckFinding }

/** The way to where a finding is mended; none where the console has no single place for it. */
export function MendLink({ campaignId, finding: { rule, place } }: MendLinkProps) {
  const words = useWords()
  const part = settings[rule]
  if (part !== undefined)
    return (
      <Link to="/settings" search={{ part }}>
        {words('check.toMend.settings')}
      </Link>
    )
  const step = steps[rule] ?? (place === null ? null : 'write')
  if (step === null) return null
  return (
    <Link to={`/campaigns/$campaignId/${step}`} params={{ campaignId }}>
      {words(`check.toMend.${step}`)}
    </Link>
  )
}
