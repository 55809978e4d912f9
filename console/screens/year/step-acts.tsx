import { Button, NumberInput, TextInput } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { afterOccurrence, type Occurrence } from './year-queries.ts'
import styles from './year.module.css'

type ActProps = { readonly occurrence: Occurrence; readonly onLeave: () => void }

type ActFormProps = {
  readonly error: Error | null
  /** The fields that show their faults themselves. */
  readonly shown: readonly string[]
  readonly isPending: boolean
  readonly isReady: boolean
  readonly label: string
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** The frame of everything that is said of an occurrence. */
export function ActForm({ error, shown, isPending, isReady, label, onSubmit, children }: ActFormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={error} shown={shown} />
      {children}
      <Button type="submit" loading={isPending} disabled={!isReady}>
        {label}
      </Button>
    </form>
  )
}

function placeOf({ observanceId, occurrence }: Occurrence) {
  return { id: observanceId, occurrence }
}

/** That a page names the day, and that one has read it there. */
export function ConfirmDay({ occurrence, onLeave }: ActProps) {
  const words = useWords()
  const { version, endsOn, certainty, timeZone: held } = occurrence
  // A window says nothing of the length; a day that was confirmed keeps its own, and its place.
  const isCorrection = certainty === 'confirmed'
  const length = Temporal.PlainDate.from(occurrence.startsOn).until(endsOn, { largestUnit: 'days' }).days + 1
  const timeZone = isCorrection && held !== 'floating' ? held : null
  const [startsOn, setStartsOn] = useState(occurrence.startsOn)
  const [lengthDays, setLength] = useState(isCorrection ? length : 1)
  const [sourceUrl, setSource] = useState(occurrence.confirmation?.sourceUrl ?? '')
  const { change, faults } = useChange({
    send: () =>
      api.observances[':id'].occurrences[':occurrence'].confirmation.$put({
        param: placeOf(occurrence),
        json: { version, startsOn, lengthDays, timeZone, sourceUrl },
      }),
    refreshes: afterOccurrence,
    says: words('settings.saved'),
    onDone: onLeave,
  })
  return (
    <ActForm
      error={change.error}
      shown={['startsOn', 'lengthDays', 'sourceUrl']}
      isPending={change.isPending}
      isReady={sourceUrl.trim() !== ''}
      label={words('calendar.waiting.confirm')}
      onSubmit={() => change.mutate(undefined)}
    >
      <div className={styles['pairs']}>
        <TextInput
          type="date"
          label={words('calendar.waiting.day')}
          value={startsOn}
          onChange={({ currentTarget }) => setStartsOn(currentTarget.value)}
          error={faults['startsOn']}
        />
        <NumberInput
          size="md"
          label={words('calendar.waiting.length')}
          min={1}
          max={31}
          hideControls
          value={lengthDays}
          onChange={(value) => setLength(Number(value))}
          error={faults['lengthDays']}
        />
      </div>
      <SourceInput value={sourceUrl} onChange={setSource} error={faults['sourceUrl']} />
    </ActForm>
  )
}

type SourceInputProps = {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
}

/** The page that says so. */
export function SourceInput({ value, onChange, error }: SourceInputProps) {
  const words = useWords()
  return (
    <TextInput
      type="url"
      label={words('calendar.waiting.source')}
      placeholder="https://"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      error={error}
    />
  )
}

/** The number of a draft that was tabled, which is no decision. */
export function TableDraft({ occurrence, onLeave }: ActProps) {
  const words = useWords()
  const { version, draft } = occurrence
  const [document, setDocument] = useState(draft?.document ?? '')
  const [tabledOn, setTabledOn] = useState(draft?.tabledOn ?? '')
  const [sourceUrl, setSource] = useState(draft?.sourceUrl ?? '')
  const { change, faults } = useChange({
    send: () =>
      api.observances[':id'].occurrences[':occurrence'].draft.$put({
        param: placeOf(occurrence),
        json: { version, document, tabledOn, sourceUrl },
      }),
    refreshes: afterOccurrence,
    says: words('settings.saved'),
    onDone: onLeave,
  })
  return (
    <ActForm
      error={change.error}
      shown={['document', 'tabledOn', 'sourceUrl']}
      isPending={change.isPending}
      isReady={document.trim() !== '' && tabledOn !== '' && sourceUrl.trim() !== ''}
      label={words('settings.save')}
      onSubmit={() => change.mutate(undefined)}
    >
      <div className={styles['pairs']}>
        <TextInput
          label={words('year.document')}
          placeholder="A/C.3/80/L.36"
          value={document}
          onChange={({ currentTarget }) => setDocument(currentTarget.value)}
          error={faults['document']}
        />
        <TextInput
          type="date"
          label={words('year.tabledOn')}
          value={tabledOn}
          onChange={({ currentTarget }) => setTabledOn(currentTarget.value)}
          error={faults['tabledOn']}
        />
      </div>
      <SourceInput value={sourceUrl} onChange={setSource} error={faults['sourceUrl']} />
    </ActForm>
  )
}

/** That it does not take place: with a page, a reason, or both. Its drafts become void. */
export function CancelStep({ occurrence, onLeave }: ActProps) {
  const words = useWords()
  const { version } = occurrence
  const [reason, setReason] = useState('')
  const [sourceUrl, setSource] = useState('')
  const { change, faults } = useChange({
    send: () =>
      api.observances[':id'].occurrences[':occurrence'].cancel.$post({
        param: placeOf(occurrence),
        json: { version, reason: reason.trim() || null, sourceUrl: sourceUrl.trim() || null },
      }),
    refreshes: afterOccurrence,
    onDone: onLeave,
  })
  return (
    <ActForm
      error={change.error}
      shown={['reason', 'sourceUrl']}
      isPending={change.isPending}
      isReady={reason.trim() !== '' || sourceUrl.trim() !== ''}
      label={words('year.act.cancel')}
      onSubmit={() => change.mutate(undefined)}
    >
      <p>{words('year.cancelEffect')}</p>
      <TextInput
        label={words('facts.reason')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={faults['reason']}
      />
      <SourceInput value={sourceUrl} onChange={setSource} error={faults['sourceUrl']} />
    </ActForm>
  )
}

/** That it takes place after all. Void drafts stay void. */
export function ReinstateStep({ occurrence, onLeave }: ActProps) {
  const words = useWords()
  const { change } = useChange({
    send: () =>
      api.observances[':id'].occurrences[':occurrence'].reinstate.$post({
        param: placeOf(occurrence),
        json: { version: occurrence.version },
      }),
    refreshes: afterOccurrence,
    onDone: onLeave,
  })
  return (
    <ActForm
      error={change.error}
      shown={[]}
      isPending={change.isPending}
      isReady
      label={words('year.act.reinstate')}
      onSubmit={() => change.mutate(undefined)}
    >
      <p>{words('year.reinstateEffect')}</p>
    </ActForm>
  )
}
