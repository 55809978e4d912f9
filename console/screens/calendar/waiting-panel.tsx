import { Accordion, Button, NumberInput, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { EmptyNote, Panel } from '../../parts/panel.tsx'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { calendarQuery, meQuery, type Calendar } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './waiting-panel.module.css'

const horizonDays = 330

type Waiting = Calendar['occurrences'][number]

/** Occurrences whose day nobody has confirmed, the next first, each with the form that confirms it. */
export function WaitingPanel({ today }: { readonly today: Temporal.PlainDate }) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery(calendarQuery({ from: String(today), to: String(today.add({ days: horizonDays })) }))
  const waiting = (data?.occurrences ?? []).filter(
    ({ certainty, endsOn }) =>
      (certainty === 'expected' || certainty === 'tentative') &&
      Temporal.PlainDate.compare(Temporal.PlainDate.from(endsOn), today) >= 0,
  )
  const mayConfirm = me !== undefined && mayRole(me.role, 'keep-calendar')
  return (
    <Panel title={words('calendar.waiting.title')} aside={<span className="hint">{waiting.length}</span>}>
      {data !== undefined && waiting.length === 0 && <EmptyNote>{words('calendar.waiting.none')}</EmptyNote>}
      <Accordion variant="default" chevronPosition="right" order={3} transitionDuration={0}>
        {waiting.map((occurrence) => {
          const { observanceId, name, startsOn, endsOn, certainty } = occurrence
          const key = `${observanceId} ${occurrence.occurrence}`
          return (
            <Accordion.Item key={key} value={key}>
              <Accordion.Control className={styles['waiting']}>
                <b>{name[locale]}</b>
                <span className="hint">
                  {words(`calendar.certainty.${certainty}`)}: {dates.span(startsOn, endsOn)}
                </span>
              </Accordion.Control>
              <Accordion.Panel>
                {mayConfirm ? <ConfirmDay occurrence={occurrence} /> : <p>{words('calendar.waiting.others')}</p>}
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </Panel>
  )
}

function ConfirmDay({ occurrence: { observanceId, occurrence, name, startsOn } }: { readonly occurrence: Waiting }) {
  const words = useWords()
  const locale = useLocale()
  const client = useQueryClient()
  const param = { id: observanceId, occurrence }
  const [day, setDay] = useState(startsOn)
  const [lengthDays, setLength] = useState(1)
  const [sourceUrl, setSource] = useState('')
  const confirm = useMutation({
    mutationFn: async () => {
      // The version says which state the person has seen; whoever changed it meanwhile is not overwritten.
      const { version } = await (await api.observances[':id'].occurrences[':occurrence'].$get({ param })).json()
      const json = { version, startsOn: day, lengthDays, sourceUrl }
      return api.observances[':id'].occurrences[':occurrence'].confirmation.$put({ param, json })
    },
    meta: { showsProblem: true },
    onSuccess: async () => {
      notifications.show({ color: 'pine', message: words('calendar.waiting.confirmed', { name: name[locale] }) })
      await client.invalidateQueries()
    },
  })
  const faults = faultsByField(confirm.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ProblemNote error={confirm.error} shown={['startsOn', 'lengthDays', 'sourceUrl']} />
        <TextInput
          type="date"
          size="sm"
          label={words('calendar.waiting.day')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          error={faults['startsOn']}
        />
        <NumberInput
          size="sm"
          label={words('calendar.waiting.length')}
          min={1}
          max={31}
          value={lengthDays}
          onChange={(value) => setLength(Number(value))}
          error={faults['lengthDays']}
        />
        <TextInput
          type="url"
          size="sm"
          label={words('calendar.waiting.source')}
          placeholder="https://"
          value={sourceUrl}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
          error={faults['sourceUrl']}
        />
        <Button type="submit" loading={confirm.isPending} disabled={sourceUrl.trim() === ''}>
          {words('calendar.waiting.confirm')}
        </Button>
        <p className="hint">{words('calendar.waiting.why')}</p>
      </Stack>
    </form>
  )
}
