import { Button, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import type { StaffRole } from '#domain/staff'
import { Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { FoundReader } from './found-reader.tsx'
import { lookUp } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

/** Looks one exact address up. What was found is on this screen alone, and gone when one leaves it. */
export function LookUpPanel({ role }: { readonly role: StaffRole }) {
  const words = useWords()
  const [email, setEmail] = useState('')
  const { change: look, faults } = useChange({
    send: async (address: string) => ({ address, found: await lookUp(address) }),
    refreshes: [],
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    look.mutate(email)
  }
  return (
    <Panel title={words('readers.lookUp.title')}>
      <form onSubmit={submit} noValidate className={styles['fields']}>
        <ProblemNote error={look.error} shown={['email']} />
        <TextInput
          type="email"
          label={words('readers.lookUp.address')}
          description={words('readers.lookUp.hint')}
          autoComplete="off"
          spellCheck={false}
          value={email}
          onChange={({ currentTarget }) => {
            setEmail(currentTarget.value)
            look.reset()
          }}
          error={faults['email']}
        />
        <div className={styles['foot']}>
          <Button type="submit" loading={look.isPending} disabled={email.trim() === ''}>
            {words('readers.lookUp.look')}
          </Button>
        </div>
      </form>
      {look.data !== undefined && (
        <FoundReader
          key={look.submittedAt}
          email={look.data.address}
          found={look.data.found}
          role={role}
          onChanged={() => look.mutate(email)}
        />
      )}
    </Panel>
  )
}
