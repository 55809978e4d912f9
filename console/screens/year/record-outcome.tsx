import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api.ts'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { countsOf, isComplete, outcomeOf, resultsOf, type CountName, type OutcomeValues } from './outcome-values.ts'
import { ActForm, SourceInput } from './step-acts.tsx'
import { afterOccurrence, type Occurrence, type ProcessStep } from './year-queries.ts'
import styles from './year.module.css'

type RecordOutcomeProps = {
  readonly step: ProcessStep['step']
  readonly occurrence: Occurrence
  readonly onLeave: () => void
}

/** How it ended. Approved letters that wait for it begin to leave within seconds, so it is said before the button. */
export function RecordOutcome({ step, occurrence, onLeave }: RecordOutcomeProps) {
  const words = useWords()
  const results = resultsOf(step)
  const [values, setValues] = useState<OutcomeValues>({
    result: results[0],
    document: '',
    concludedOn: '',
    counts: {},
  })
  const [sourceUrl, setSource] = useState(occurrence.decision?.sourceUrl ?? '')
  const outcome = outcomeOf(values)
  const { change, faults } = useChange({
    send: () =>
      api.observances[':id'].occurrences[':occurrence'].outcome.$put({
        param: { id: occurrence.observanceId, occurrence: occurrence.occurrence },
        json: { version: occurrence.version, outcome, sourceUrl },
      }),
    refreshes: afterOccurrence,
    says: words('settings.saved'),
    onDone: onLeave,
  })
  const counts = countsOf(values.result)
  return (
    <ActForm
      error={change.error}
      shown={['sourceUrl', ...['result', 'document', 'concludedOn', ...counts].map((name) => `outcome.${name}`)]}
      isPending={change.isPending}
      isReady={sourceUrl.trim() !== '' && isComplete(values)}
      label={words('year.act.outcome')}
      onSubmit={() => change.mutate(undefined)}
    >
      <NativeSelect
        size="md"
        label={words('year.ended')}
        data={results.map((value) => ({ value, label: words(`year.result.${value}`) }))}
        value={values.result}
        onChange={({ currentTarget }) =>
          setValues({ ...values, result: results.find((one) => one === currentTarget.value) ?? results[0] })
        }
        error={faults['outcome.result']}
      />
      <CountFields values={values} onChange={setValues} faults={faults} />
      {values.result !== 'postponed' && (
        <TextInput
          label={words('year.document')}
          placeholder="A/RES/80/190"
          value={values.document}
          onChange={({ currentTarget }) => setValues({ ...values, document: currentTarget.value })}
          error={faults['outcome.document']}
        />
      )}
      {values.result === 'reviewed' && (
        <TextInput
          type="date"
          label={words('year.concludedOn')}
          value={values.concludedOn}
          onChange={({ currentTarget }) => setValues({ ...values, concludedOn: currentTarget.value })}
          error={faults['outcome.concludedOn']}
        />
      )}
      <SourceInput value={sourceUrl} onChange={setSource} error={faults['sourceUrl']} />
      {occurrence.decision !== null && <p className="hint">{words('year.corrects')}</p>}
      <p className="hint">{words('year.releases')}</p>
    </ActForm>
  )
}

type CountFieldsProps = {
  readonly values: OutcomeValues
  readonly onChange: (values: OutcomeValues) => void
  readonly faults: Readonly<Record<string, string>>
}

/** The numbers that belong to how it ended. */
function CountFields({ values, onChange, faults }: CountFieldsProps) {
  const words = useWords()
  const setCount = (name: CountName, value: number | string): void =>
    onChange({ ...values, counts: { ...values.counts, [name]: value === '' ? undefined : Number(value) } })
  return (
    <div className={styles['pairs']}>
      {countsOf(values.result).map((name) => (
        <NumberInput
          key={name}
          size="md"
          label={words(`year.count.${name}`)}
          min={0}
          hideControls
          value={values.counts[name] ?? ''}
          onChange={(value) => setCount(name, value)}
          error={faults[`outcome.${name}`]}
        />
      ))}
    </div>
  )
}
