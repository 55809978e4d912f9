import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../../api.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { EditProps } from './edits.ts'
import { EventForm } from './event-form.tsx'
import { EventMoment } from './event-moment.tsx'
import { eventToForm, formToEvent, newEvent, type EventValues } from './event-values.ts'
import { isEditable, useMay } from './standing.ts'

/** What a letter invites to. A letter of any kind can; one that is called an event should. */
export function EventPanel({ campaign, edit, onEdit }: EditProps<'event'>) {
  const words = useWords()
  const ours = useOrganisationZone()
  const mayWrite = useMay('write-campaign')
  const [isBegun, setBegun] = useState(campaign.kind === 'event')
  const { event } = campaign
  const { change, faults } = useChange({
    send: (values: EventValues | null) =>
      api.campaigns[':id'].event.$put({
        param: { id: campaign.id },
        json: { event: values === null ? null : formToEvent(values) },
      }),
    refreshes: [['campaigns']],
    says: words('settings.saved'),
    onDone: () => onEdit(null),
  })
  const stored = event === null ? newEvent({ day: campaign.occursOn, timeZone: ours }) : eventToForm(event)
  if (!isEditable(campaign) || !mayWrite)
    return (
      <Panel title={words('details.event.title')}>
        {event === null ? <p>{words('details.event.none')}</p> : <EventMoment values={stored} />}
      </Panel>
    )
  const isOpen = event !== null || edit !== null || isBegun
  return (
    <Panel title={words('details.event.title')}>
      {isOpen ? (
        <EventForm
          campaign={campaign}
          values={edit ?? stored}
          onChange={onEdit}
          error={change.error}
          faults={faults}
          isSaving={change.isPending}
          isUnsaved={edit !== null || event === null}
          onSave={() => change.mutate(edit ?? stored)}
          onRemove={() => {
            setBegun(false)
            if (event === null) onEdit(null)
            else change.mutate(null)
          }}
        />
      ) : (
        <EmptyNote
          action={
            <Button variant="default" onClick={() => setBegun(true)}>
              {words('details.event.begin')}
            </Button>
          }
        >
          {words('details.event.empty')}
        </EmptyNote>
      )}
    </Panel>
  )
}
