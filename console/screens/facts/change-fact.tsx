import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { FactFields, factFieldNames } from './fact-fields.tsx'
import { fromFactForm, toFactForm } from './fact-values.ts'
import type { ReadFact } from './facts-queries.ts'
import styles from './facts.module.css'

type Props = { readonly fact: ReadFact; readonly onDone: () => void }

/** Says a fact anew, with the reason for it; letters that cite it have to be approved again. */
export function ChangeFact({ fact, onDone }: Props) {
  const words = useWords()
  const [values, setValues] = useState(() => toFactForm(fact))
  const [reason, setReason] = useState('')
  const { change, faults } = useChange({
    send: () => api.facts[':factId'].$put({ param: { factId: fact.id }, json: { fact: fromFactForm(values), reason } }),
    refreshes: [['facts'], ['notices']],
    says: words('facts.changed', { id: fact.id }),
    onDone,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['reason', ...factFieldNames]} />
      <FactFields values={values} set={(some) => setValues((before) => ({ ...before, ...some }))} faults={faults} />
      <TextInput
        label={words('facts.reason')}
        description={words('facts.reasonHint')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={faults['reason']}
      />
      <p className="hint">{words('facts.changeEffect', { count: fact.uses.length })}</p>
      <div className={styles['foot']}>
        <Button variant="default" onClick={onDone}>
          {words('facts.leave')}
        </Button>
        <Button type="submit" loading={change.isPending} disabled={reason.trim() === ''}>
          {words('facts.save')}
        </Button>
      </div>
    </form>
  )
}

/** Takes a fact out of use, or brings it back, with the reason. */
export function RetireFact({ fact, onDone }: Props) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const isRetired = fact.retiredAt !== null
  const { change, faults } = useChange({
    send: () =>
      api.facts[':factId'].retirement.$put({ param: { factId: fact.id }, json: { retired: !isRetired, reason } }),
    refreshes: [['facts'], ['notices']],
    onDone,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['reason']} />
      <Text>{words(isRetired ? 'facts.bringBackEffect' : 'facts.retireEffect')}</Text>
      <TextInput
        label={words('facts.reason')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={faults['reason']}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {words('facts.leave')}
        </Button>
        <Button
          type="submit"
          color={isRetired ? 'north' : 'plum'}
          loading={change.isPending}
          disabled={reason.trim() === ''}
        >
          {words(isRetired ? 'facts.bringBack' : 'facts.retire')}
        </Button>
      </Group>
    </form>
  )
}
