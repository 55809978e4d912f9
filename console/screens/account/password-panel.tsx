import { Button, Checkbox, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Panel } from '../../parts/panel.tsx'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { post } from '../../request.ts'
import { useWords } from '../../words.tsx'
import { sessionsQuery } from './account-queries.ts'

/** Changes the password, and by default signs out everywhere else. */
export function PasswordPanel() {
  const words = useWords()
  const client = useQueryClient()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const [revokeOtherSessions, setRevoke] = useState(true)
  const change = useMutation({
    mutationFn: () => post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions }),
    meta: { showsProblem: true },
    onSuccess: async () => {
      setCurrent('')
      setNew('')
      notifications.show({ color: 'pine', message: words('account.passwordChanged') })
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const faults = faultsByField(change.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate()
  }
  const toggle = { 'aria-label': words('signIn.show') }
  return (
    <Panel title={words('signIn.password')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemNote error={change.error} shown={['currentPassword', 'newPassword']} />
          <PasswordInput
            label={words('account.currentPassword')}
            autoComplete="current-password"
            value={currentPassword}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            error={faults['currentPassword']}
            visibilityToggleButtonProps={toggle}
          />
          <PasswordInput
            label={words('account.newPassword')}
            description={words('account.newPasswordHint')}
            autoComplete="new-password"
            value={newPassword}
            onChange={({ currentTarget }) => setNew(currentTarget.value)}
            error={faults['newPassword']}
            visibilityToggleButtonProps={toggle}
          />
          <Checkbox
            label={words('account.endOthersToo')}
            checked={revokeOtherSessions}
            onChange={({ currentTarget }) => setRevoke(currentTarget.checked)}
          />
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={currentPassword === '' || newPassword === ''}
          >
            {words('account.changePassword')}
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
