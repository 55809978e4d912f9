import { Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import type { ClockSchedule } from '#domain/send-time'
import { api } from '../../../api.ts'
import { faultsByField, ProblemNote } from '../../../parts/problem-note.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { isProblem } from '../../../problem.ts'
import { campaignQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'

const modes = ['local-time', 'instant'] as const

type Occurrence = 'earlier' | 'later'

type ScheduleFormProps = { readonly campaign: FullCampaign; readonly schedule: ClockSchedule | null }

/** Sets the hour at which a letter leaves, and on whose clock. */
export function ScheduleForm({ campaign, schedule }: ScheduleFormProps) {
  const words = useWords()
  const client = useQueryClient()
  const ours = useOrganisationZone()
  const [mode, setMode] = useState<ClockSchedule['mode']>(schedule?.mode ?? 'local-time')
  const [date, setDate] = useState(schedule?.date ?? campaign.occursOn ?? '')
  const [time, setTime] = useState(schedule?.time ?? '09:00')
  const [zone, setZone] = useState(schedule?.timeZone ?? null)
  const [occurrence, setOccurrence] = useState<Occurrence | null>(null)
  const timeZone = zone ?? ours
  const save = useMutation({
    mutationFn: async () => {
      const json =
        mode === 'local-time'
          ? { mode, date, time, timeZone }
          : { mode, date, time, timeZone, ...(occurrence !== null && { occurrence }) }
      return (await api.campaigns[':id'].schedule.$put({ param: { id: campaign.id }, json })).json()
    },
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('schedule.saved') })
      await client.invalidateQueries({ queryKey: campaignQuery(campaign.id).queryKey })
    },
  })
  const faults = faultsByField(save.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  const isOpen = campaign.releasedAt === null && campaign.cancelledAt === null
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemNote error={save.error} shown={['date', 'time', 'timeZone']} />
        <ModeChoice mode={mode} onMode={setMode} />
        <Group grow align="start">
          <TextInput
            type="date"
            label={words('calendar.move.day')}
            value={date}
            onChange={({ currentTarget }) => setDate(currentTarget.value)}
            error={faults['date']}
          />
          <TextInput
            type="time"
            label={words('calendar.move.time')}
            value={time}
            onChange={({ currentTarget }) => setTime(currentTarget.value)}
            error={faults['time']}
          />
        </Group>
        <Select
          size="md"
          label={words(mode === 'instant' ? 'schedule.clock' : 'schedule.clockForOthers')}
          data={Intl.supportedValuesOf('timeZone')}
          value={timeZone}
          onChange={setZone}
          error={faults['timeZone']}
          limit={50}
          searchable
          allowDeselect={false}
        />
        {(isProblem(save.error, 'wall-time-ambiguous') || occurrence !== null) && (
          <WhichOfTwo occurrence={occurrence} onOccurrence={setOccurrence} />
        )}
        {campaign.approval !== null && <b>{words('calendar.move.voids')}</b>}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isOpen} loading={save.isPending}>
            {words('schedule.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ModeChoiceProps = {
  readonly mode: ClockSchedule['mode']
  readonly onMode: (mode: ClockSchedule['mode']) => void
}

function ModeChoice({ mode, onMode }: ModeChoiceProps) {
  const words = useWords()
  return (
    <Radio.Group
      label={words('schedule.whose')}
      value={mode}
      onChange={(chosen) => onMode(modes.find((known) => known === chosen) ?? mode)}
    >
      <Stack gap="xs" mt="xs">
        {modes.map((value) => (
          <Radio
            key={value}
            value={value}
            label={words(`schedule.modes.${value}`)}
            description={words(`schedule.modesHint.${value}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

type WhichOfTwoProps = {
  readonly occurrence: Occurrence | null
  readonly onOccurrence: (occurrence: Occurrence) => void
}

function WhichOfTwo({ occurrence, onOccurrence }: WhichOfTwoProps) {
  const words = useWords()
  return (
    <Radio.Group
      label={words('schedule.twice')}
      value={occurrence}
      onChange={(chosen) => onOccurrence(chosen === 'later' ? 'later' : 'earlier')}
    >
      <Group mt="xs">
        <Radio value="earlier" label={words('schedule.earlier')} />
        <Radio value="later" label={words('schedule.later')} />
      </Group>
    </Radio.Group>
  )
}
