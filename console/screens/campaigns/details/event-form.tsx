import { Button, Checkbox, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import type { SubmitEvent } from 'react'
import { LocalisedInput } from '../../../parts/localised-input.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { EventMoment } from './event-moment.tsx'
import type { EventValues } from './event-values.ts'
import { VoidsNote } from './voids-note.tsx'
import { WallTime } from './wall-time.tsx'

const shown = [
  'name',
  'name.en',
  'name.ko',
  'date',
  'time',
  'timeZone',
  'durationMinutes',
  'place',
  'place.en',
  'place.ko',
  'url',
].map((field) => `event.${field}`)

type EventFormProps = {
  readonly campaign: FullCampaign
  readonly values: EventValues
  readonly onChange: (values: EventValues) => void
  readonly error: Error | null
  readonly faults: Readonly<Record<string, string>>
  readonly isSaving: boolean
  readonly isUnsaved: boolean
  readonly onSave: () => void
  readonly onRemove: () => void
}

/** What, when, where and how to get in; and below it how that reads. */
export function EventForm({ campaign, values, onChange, faults, ...form }: EventFormProps) {
  const words = useWords()
  const set = (change: Partial<EventValues>): void => onChange({ ...values, ...change })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    form.onSave()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemNote error={form.error} shown={shown} />
        <p className="hint">{words('details.event.lead')}</p>
        <LocalisedInput
          label={words('details.event.name')}
          value={values.name}
          onChange={(name) => set({ name })}
          field="event.name"
          faults={faults}
        />
        <WallTime value={values} onChange={set} field="event." faults={faults} zoneLabel={words('details.event.zone')}>
          <NumberInput
            size="md"
            label={words('details.event.minutes')}
            value={values.minutes}
            onChange={(minutes) => set({ minutes })}
            error={faults['event.durationMinutes']}
            step={15}
            allowDecimal={false}
            allowNegative={false}
          />
        </WallTime>
        <Checkbox
          label={words('details.event.online')}
          checked={values.isOnline}
          onChange={({ currentTarget }) => set({ isOnline: currentTarget.checked })}
        />
        {!values.isOnline && (
          <LocalisedInput
            label={words('details.event.place')}
            value={values.place}
            onChange={(place) => set({ place })}
            field="event.place"
            faults={faults}
          />
        )}
        <TextInput
          type="url"
          label={words('details.event.url')}
          description={words('details.event.urlHint')}
          value={values.url}
          onChange={({ currentTarget }) => set({ url: currentTarget.value })}
          error={faults['event.url']}
        />
        <EventMoment values={values} />
        <VoidsNote campaign={campaign} />
        <Group justify="flex-end">
          <Button variant="default" onClick={form.onRemove}>
            {words(campaign.event === null ? 'details.event.discard' : 'details.event.remove')}
          </Button>
          <Button type="submit" disabled={!form.isUnsaved} loading={form.isSaving}>
            {words('details.event.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
