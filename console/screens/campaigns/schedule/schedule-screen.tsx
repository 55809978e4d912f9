import { Stack } from '@mantine/core'
import { useNow } from '../../../parts/clock.ts'
import { useDates } from '../../../parts/dates.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import styles from '../campaign.module.css'
import { useCampaign } from '../use-campaign.ts'
import { useEmbargoWords } from '../details/embargo-words.ts'
import { ScheduleForm } from './schedule-form.tsx'
import { useScheduleWords, useWait } from './schedule-words.ts'
import { ZoneTimes } from './zone-times.tsx'

/** When a letter leaves: in words, on our clock, and on the clocks of its readers. */
export function ScheduleScreen() {
  const words = useWords()
  const campaign = useCampaign()
  const say = useScheduleWords()
  const { id, schedule, revision } = campaign
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <Panel title={words('letter.steps.schedule')}>
          {schedule?.mode === 'on-outcome' ? (
            <p>{say(schedule)}</p>
          ) : (
            <ScheduleForm key={campaign.firstDueAt} campaign={campaign} schedule={schedule} />
          )}
        </Panel>
        {schedule !== null && schedule.mode !== 'on-outcome' && revision !== null && (
          <Panel title={words('schedule.everyZone')}>
            <ZoneTimes campaignId={id} audience={revision.audience} schedule={schedule} />
          </Panel>
        )}
      </div>
      <Panel title={words('schedule.inWords')}>
        {schedule === null ? <EmptyNote>{words('schedule.none')}</EmptyNote> : <Departure campaign={campaign} />}
      </Panel>
    </div>
  )
}

/** When it leaves, in a sentence each: the hour, how long until then, and what happens when it cannot. */
export function Departure({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const dates = useDates()
  const now = useNow()
  const wait = useWait()
  const say = useScheduleWords()
  const sayEmbargo = useEmbargoWords()
  const zone = useOrganisationZone()
  const { schedule, firstDueAt, latestStartAt, occursOn, embargo, releasedAt } = campaign
  const due = firstDueAt === null ? null : Temporal.Instant.from(firstDueAt)
  return (
    <Stack gap="sm">
      <p>
        <b>{say(schedule)}</b>
      </p>
      {due !== null && firstDueAt !== null && (
        <p>
          {Temporal.Instant.compare(due, now) > 0
            ? words('schedule.first', { wait: wait(now, due), moment: dates.moment(firstDueAt, zone) })
            : words('schedule.due', { moment: dates.moment(firstDueAt, zone) })}
        </p>
      )}
      {embargo !== null && releasedAt === null && <p>{sayEmbargo(embargo)}</p>}
      {latestStartAt !== null && (
        <p className="hint">{words('schedule.latest', { moment: dates.moment(latestStartAt, zone) })}</p>
      )}
      {occursOn !== null && <p className="hint">{words('letters.about', { day: dates.day(occursOn, 'full') })}</p>}
    </Stack>
  )
}
