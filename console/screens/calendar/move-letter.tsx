import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import type { Schedule } from '#domain/send-time'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { campaignQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'

/** A letter that is to leave on another day. */
export type Move = { readonly campaignId: string; readonly day: Temporal.PlainDate }

/** Asks before a letter is moved: from when to when, and what that undoes. */
export function MoveLetter({ move, onClose }: { readonly move: Move; readonly onClose: () => void }) {
  const words = useWords()
  const { data, error } = useQuery(campaignQuery(move.campaignId))
  return (
    <Modal opened onClose={onClose} title={words('calendar.move.title')}>
      <ProblemNote error={error} />
      {data !== undefined &&
        (data.schedule?.mode === 'on-outcome' ? (
          <Text>{words('calendar.move.waits', { name: data.name })}</Text>
        ) : (
          <MoveForm
            campaignId={data.id}
            name={data.name}
            schedule={data.schedule}
            day={move.day}
            isApproved={data.approval !== null}
            onClose={onClose}
          />
        ))}
    </Modal>
  )
}

type MoveFormProps = Move & {
  readonly name: string
  readonly schedule: Exclude<Schedule, { mode: 'on-outcome' }> | null
  readonly isApproved: boolean
  readonly onClose: () => void
}

const usualTime = '09:00'

function MoveForm({ campaignId, name, schedule, day, isApproved, onClose }: MoveFormProps) {
  const words = useWords()
  const dates = useDates()
  const client = useQueryClient()
  const timeZone = useOrganisationZone()
  const [date, setDate] = useState(String(day))
  const [time, setTime] = useState(schedule?.time ?? usualTime)
  const save = useMutation({
    mutationFn: async () => {
      const json = { mode: 'local-time' as const, timeZone, ...schedule, date, time }
      const answer = await api.campaigns[':id'].schedule.$put({ param: { id: campaignId }, json })
      // Chromium takes an answer that nobody reads for a request that failed.
      await answer.text()
    },
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('calendar.move.done', { name, day: dates.day(date) }) })
      await client.invalidateQueries()
      onClose()
    },
  })
  const faults = faultsByField(save.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  const before = schedule === null ? words('calendar.move.never') : `${dates.day(schedule.date)} ${schedule.time}`
  const clocks =
    schedule === null || schedule.mode === 'local-time'
      ? words('calendar.move.readersClocks')
      : words('calendar.move.oneClock', { city: dates.clocks(schedule.timeZone) })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>
          <b>{name}</b>
          <br />
          {words('calendar.move.before', { before })}
        </Text>
        <ProblemNote error={save.error} shown={['date', 'time']} />
        <Group grow align="start">
          <TextInput
            type="date"
            label={words('calendar.move.day')}
            value={date}
            onChange={({ currentTarget }) => setDate(currentTarget.value)}
            error={faults['date']}
            data-autofocus
          />
          <TextInput
            type="time"
            label={words('calendar.move.time')}
            value={time}
            onChange={({ currentTarget }) => setTime(currentTarget.value)}
            error={faults['time']}
          />
        </Group>
        <Text size="sm">{clocks}</Text>
        {isApproved && <Text fw={600}>{words('calendar.move.voids')}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('calendar.move.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {words('calendar.move.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
