import { Button, Group, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { api } from '../../../api.ts'
import { useNow } from '../../../parts/clock.ts'
import { useDates } from '../../../parts/dates.ts'
import { Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { calendarQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import { issuesQuery } from '../campaign-queries.ts'
import styles from './details.module.css'
import type { EditProps } from './edits.ts'
import { keyToOccasion, occasionKey, occasionsOf, playbookOf } from './occasions.ts'
import { isEditable, useMay } from './standing.ts'
import { VoidsNote } from './voids-note.tsx'

/** What a letter is about: its day, its issue, and the occasion whose decision it prints. */
export function AboutPanel({ campaign, edit, onEdit }: EditProps<'about'>) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  const { kind, occursOn, issueId } = campaign
  const { data: library } = useQuery({ ...issuesQuery, enabled: issueId !== null })
  const issue = library?.entries.find(({ id }) => id === issueId)
  return (
    <Panel title={words('details.about.title')}>
      <dl className={styles['facts']}>
        <div>
          <dt>{words('letters.kind')}</dt>
          <dd>{words(`kind.${kind}`)}</dd>
        </div>
        {occursOn !== null && (
          <div>
            <dt>{words('letters.day')}</dt>
            <dd>{dates.day(occursOn, 'long')}</dd>
          </div>
        )}
        {issueId !== null && (
          <div>
            <dt>{words('letters.issue')}</dt>
            <dd>
              <Link to="/library/$kind/$id" params={{ kind: 'issue', id: issueId }}>
                {issue?.name?.[locale] ?? issueId}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      <Occasion campaign={campaign} edit={edit} onEdit={onEdit} />
    </Panel>
  )
}

function Occasion({ campaign, edit, onEdit }: EditProps<'about'>) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale() === 'ko' ? 'ko' : 'en'
  const zone = useOrganisationZone()
  const today = useNow(3600).toZonedDateTimeISO(zone).toPlainDate()
  const mayWrite = useMay('write-campaign')
  const middle = campaign.occursOn === null ? today : Temporal.PlainDate.from(campaign.occursOn)
  const span = { from: middle.subtract({ days: 180 }).toString(), to: middle.add({ days: 200 }).toString() }
  const { data: calendar } = useQuery(calendarQuery(span))
  const { change, faults } = useChange({
    send: (key: string) =>
      api.campaigns[':id'].about.$put({ param: { id: campaign.id }, json: { about: keyToOccasion(key) } }),
    refreshes: [['campaigns'], ['calendar']],
    says: words('settings.saved'),
    onDone: () => onEdit(null),
  })
  const stored = campaign.about === null ? '' : occasionKey(campaign.about)
  const chosen = edit ?? stored
  const playbook = playbookOf(calendar, campaign.id)
  const occasions = occasionsOf(calendar, campaign.about)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(chosen)
  }
  const fault = faults['about'] ?? faults['about.observanceId'] ?? faults['about.occurrence']
  return (
    <form onSubmit={submit} noValidate>
      <Stack mt="md">
        <ProblemNote error={change.error} shown={['about', 'about.observanceId', 'about.occurrence']} />
        <Select
          size="md"
          label={words('details.about.occasion')}
          description={
            playbook === null
              ? words(campaign.kind === 'un-resolution' ? 'details.about.printed' : 'details.about.notPrinted')
              : words('details.about.byPlaybook', { name: playbook.name[locale] })
          }
          placeholder={words(playbook === null ? 'details.about.none' : 'details.about.asPlaybook')}
          data={occasions.map(({ key, name, startsOn, isSure }) => {
            const day = startsOn === null ? '' : dates.day(startsOn, 'full')
            const values = { name: name?.[locale] ?? key, day }
            if (startsOn === null) return { value: key, label: values.name }
            return { value: key, label: words(isSure ? 'details.about.on' : 'details.about.around', values) }
          })}
          value={chosen === '' ? null : chosen}
          onChange={(key) => onEdit((key ?? '') === stored ? null : (key ?? ''))}
          error={fault}
          disabled={!isEditable(campaign) || !mayWrite}
          searchable
          clearable
        />
        {edit !== null && (
          <>
            <VoidsNote campaign={campaign} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => onEdit(null)}>
                {words('details.event.discard')}
              </Button>
              <Button type="submit" loading={change.isPending}>
                {words('details.about.save')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  )
}
