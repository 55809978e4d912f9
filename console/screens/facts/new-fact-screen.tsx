import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../api.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { FactFields, factFieldNames } from './fact-fields.tsx'
import { emptyFact, fromFactForm } from './fact-values.ts'
import styles from './facts.module.css'

/** The form of a fact that the ledger does not have. */
export function NewFactScreen() {
  const words = useWords()
  const navigate = useNavigate()
  const [id, setId] = useState('')
  const [values, setValues] = useState(emptyFact)
  const { change, faults } = useChange({
    send: async () => (await api.facts.$post({ json: { id, fact: fromFactForm(values), reason: null } })).json(),
    refreshes: [['facts']],
    onDone: (added) => void navigate({ to: '/facts/$factId', params: { factId: added.id } }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <>
      <PageHead title={words('facts.add')} />
      <Panel title={words('facts.new')}>
        <form onSubmit={submit} noValidate className={styles['fields']}>
          <ProblemNote error={change.error} shown={['id', ...factFieldNames]} />
          <TextInput
            label={words('facts.field.id')}
            description={words('facts.field.idHint')}
            placeholder="CNT-20"
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value.toUpperCase())}
            error={faults['id']}
          />
          <FactFields values={values} set={(some) => setValues((before) => ({ ...before, ...some }))} faults={faults} />
          <div className={styles['foot']}>
            <Button type="submit" loading={change.isPending}>
              {words('facts.add')}
            </Button>
          </div>
        </form>
      </Panel>
    </>
  )
}
