import { Alert, Button } from '@mantine/core'
import { useState } from 'react'
import { embargoEnd, embargoSchema } from '#domain/embargo'
import { useDates } from '../../../parts/dates.ts'
import { Icon } from '../../../parts/icon.tsx'
import { LinkButton } from '../../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import type { EditProps } from './edits.ts'
import { EmbargoEditor } from './embargo-form.tsx'
import { useEmbargoWords } from './embargo-words.ts'
import { EmbargoZones } from './embargo-zones.tsx'
import { isEditable, useMay } from './standing.ts'

/** Before which moment nothing of a letter may be seen, in words and on the clocks that matter. */
export function EmbargoPanel({ campaign, edit, onEdit }: EditProps<'embargo'>) {
  const words = useWords()
  const say = useEmbargoWords()
  const ours = useOrganisationZone()
  const mayHold = useMay('control-sending')
  const [isBegun, setBegun] = useState(false)
  const { embargo, occursOn } = campaign
  const values = edit ?? embargo ?? { date: occursOn ?? '', time: '12:00', timeZone: ours }
  const read = embargoSchema.safeParse(values)
  const mayChange = isEditable(campaign) && mayHold
  const isOpen = embargo !== null || edit !== null || isBegun
  const zones = isOpen && read.success && <EmbargoZones campaign={campaign} embargo={read.data} />
  return (
    <Panel title={words('details.embargo.title')}>
      {embargo !== null && (
        <p>
          <b>{say(embargo)}</b>
        </p>
      )}
      <BreaksNote campaign={campaign} />
      {mayChange && isOpen && (
        <EmbargoEditor campaign={campaign} values={values} edit={edit} onEdit={onEdit} onClose={() => setBegun(false)}>
          {zones}
        </EmbargoEditor>
      )}
      {!mayChange && zones}
      {!isOpen && (
        <EmptyNote
          action={
            mayChange && (
              <Button variant="default" onClick={() => setBegun(true)}>
                {words('details.embargo.begin')}
              </Button>
            )
          }
        >
          {words('details.embargo.none')}
        </EmptyNote>
      )}
    </Panel>
  )
}

/** Says that a letter is due while its embargo holds, and leads to where that is mended. */
function BreaksNote({ campaign: { id, embargo, firstDueAt, releasedAt } }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const dates = useDates()
  const ours = useOrganisationZone()
  if (embargo === null || firstDueAt === null || releasedAt !== null) return null
  if (Temporal.Instant.compare(Temporal.Instant.from(firstDueAt), embargoEnd(embargo)) >= 0) return null
  return (
    <Alert color="plum" icon={<Icon name="warning" />} title={words('details.embargo.breaks')} my="md">
      <p>{words('details.embargo.breaksDetail', { moment: dates.moment(firstDueAt, ours) })}</p>
      <LinkButton to="/campaigns/$campaignId/schedule" params={{ campaignId: id }} variant="default" mt="sm">
        {words('details.embargo.changeTime')}
      </LinkButton>
    </Alert>
  )
}
