import { NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core'
import { LocalisedInput } from '../../parts/localised-input.tsx'
import { useWords } from '../../words.tsx'
import type { FactValues } from './fact-values.ts'
import styles from './facts.module.css'

const certainties = ['firm', 'range', 'attributed', 'disputed'] as const
const lines = ['publisher', 'author', 'sourceTitle', 'sourceUrl'] as const

/** The fields that show their faults themselves. */
export const factFieldNames: readonly string[] = [
  ...['statement', 'unit', 'asOfLabel', 'note'].flatMap((name) => [name, `${name}.en`, `${name}.ko`]),
  'value',
  'asOf',
  'certainty',
  'conflictsWith',
  'staleAfterMonths',
  ...lines,
].map((name) => `fact.${name}`)

type FactFieldsProps = {
  readonly values: FactValues
  readonly set: (some: Partial<FactValues>) => void
  readonly faults: Readonly<Record<string, string>>
}

/** What a fact says, who said it and when it held. */
export function FactFields({ values, set, faults }: FactFieldsProps) {
  const words = useWords()
  return (
    <>
      <LocalisedInput
        isLong
        label={words('facts.field.statement')}
        field="fact.statement"
        value={values.statement}
        onChange={(statement) => set({ statement })}
        faults={faults}
      />
      <TextInput
        label={words('facts.field.value')}
        description={words('facts.field.valueHint')}
        value={values.value}
        onChange={({ currentTarget }) => set({ value: currentTarget.value })}
        error={faults['fact.value']}
      />
      <LocalisedInput
        label={words('facts.field.unit')}
        field="fact.unit"
        value={values.unit}
        onChange={(unit) => set({ unit })}
        faults={faults}
      />
      <WhenFields values={values} set={set} faults={faults} />
      <div className={styles['pairs']}>
        {lines.map((field) => (
          <TextInput
            key={field}
            label={words(`facts.field.${field}`)}
            value={values[field]}
            onChange={({ currentTarget }) => set({ [field]: currentTarget.value })}
            error={faults[`fact.${field}`]}
          />
        ))}
      </div>
      <div className={styles['pairs']}>
        <NativeSelect
          size="md"
          label={words('facts.field.certainty')}
          data={certainties.map((value) => ({ value, label: words(`facts.certainty.${value}`) }))}
          value={values.certainty}
          onChange={({ currentTarget }) =>
            set({ certainty: certainties.find((one) => one === currentTarget.value) ?? 'firm' })
          }
          error={faults['fact.certainty']}
        />
        <TagsInput
          size="md"
          label={words('facts.field.conflictsWith')}
          placeholder="CNT-04"
          value={[...values.conflictsWith]}
          onChange={(conflictsWith) => set({ conflictsWith })}
          error={faults['fact.conflictsWith']}
          acceptValueOnBlur
        />
      </div>
      <LocalisedInput
        isLong
        label={words('facts.field.note')}
        field="fact.note"
        value={values.note}
        onChange={(note) => set({ note })}
        faults={faults}
      />
    </>
  )
}

function WhenFields({ values, set, faults }: FactFieldsProps) {
  const words = useWords()
  return (
    <>
      <div className={styles['pairs']}>
        <TextInput
          label={words('facts.field.asOf')}
          description={words('facts.field.asOfHint')}
          value={values.asOf}
          onChange={({ currentTarget }) => set({ asOf: currentTarget.value })}
          error={faults['fact.asOf']}
        />
        <NumberInput
          size="md"
          label={words('facts.field.staleAfterMonths')}
          description={words('facts.field.staleHint')}
          min={1}
          hideControls
          disabled={values.asOf.trim() === ''}
          value={values.staleAfterMonths}
          onChange={(value) => set({ staleAfterMonths: value === '' ? '' : Number(value) })}
          error={faults['fact.staleAfterMonths']}
        />
      </div>
      <LocalisedInput
        label={words('facts.field.asOfLabel')}
        description={words('facts.field.asOfLabelHint')}
        field="fact.asOfLabel"
        value={values.asOfLabel}
        onChange={(asOfLabel) => set({ asOfLabel })}
        faults={faults}
      />
    </>
  )
}
