import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { viewerZone } from '../../parts/clock.ts'
import { useDates } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { hasPasskeys, makePasskey } from '../../parts/passkey.ts'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { post } from '../../request.ts'
import { useWords } from '../../words.tsx'
import { secondFactorsQuery } from './account-queries.ts'

/** The passkeys of this person: which, since when, and a way to add and take away. */
export function PasskeysPanel({ isFirstFactor }: { readonly isFirstFactor: boolean }) {
  const words = useWords()
  const dates = useDates()
  const client = useQueryClient()
  const { data } = useQuery(secondFactorsQuery)
  const [isAdding, adding] = useDisclosure(false)
  const remove = useMutation({
    mutationFn: (id: string) => post('/api/auth/passkey/delete-passkey', { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  })
  const askRemove = (id: string, name: string): void => {
    modals.openConfirmModal({
      title: words('account.passkey.removeQuestion', { name }),
      children: <Text>{words('account.passkey.removeEffect')}</Text>,
      labels: { confirm: words('account.remove'), cancel: words('account.keep') },
      confirmProps: { color: 'plum' },
      onConfirm: () => remove.mutate(id),
    })
  }
  const passkeys = data?.passkeys ?? []
  return (
    <Panel
      title={words('account.passkey.title')}
      aside={
        hasPasskeys && (
          <Button leftSection={<Icon name="passkey" size={18} />} onClick={adding.open}>
            {words('account.passkey.add')}
          </Button>
        )
      }
    >
      {data !== undefined && passkeys.length === 0 && <EmptyNote>{words('account.passkey.empty')}</EmptyNote>}
      {passkeys.map(({ id, name, createdAt, isSynced }) => {
        const called = name ?? words('account.passkey.unnamed')
        return (
          <PanelRow
            key={id}
            aside={
              <Button
                variant="subtle"
                color="plum"
                onClick={() => askRemove(id, called)}
                aria-label={`${words('account.remove')}: ${called}`}
              >
                {words('account.remove')}
              </Button>
            }
          >
            <b>{called}</b>
            <br />
            <span className="hint">
              {createdAt !== null && `${words('account.since', { moment: dates.moment(createdAt, viewerZone()) })} · `}
              {words(isSynced ? 'account.passkey.synced' : 'account.passkey.oneDevice')}
            </span>
          </PanelRow>
        )
      })}
      <Modal opened={isAdding} onClose={adding.close} title={words('account.passkey.add')}>
        <NewPasskey wantsPassword={isFirstFactor} onMade={adding.close} />
      </Modal>
    </Panel>
  )
}

function NewPasskey({ wantsPassword, onMade }: { readonly wantsPassword: boolean; readonly onMade: () => void }) {
  const words = useWords()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const make = useMutation({
    mutationFn: () => makePasskey(name, password),
    meta: { showsProblem: true },
    onSuccess: async (isMade) => {
      if (!isMade) return
      await client.invalidateQueries({ queryKey: ['me'] })
      onMade()
    },
  })
  const faults = faultsByField(make.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemNote error={make.error} shown={['name', 'password']} />
        <TextInput
          label={words('account.passkey.name')}
          description={words('account.passkey.nameHint')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faults['name']}
          data-autofocus
        />
        {wantsPassword && (
          <PasswordInput
            label={words('account.currentPassword')}
            autoComplete="current-password"
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={faults['password']}
            visibilityToggleButtonProps={{ 'aria-label': words('signIn.show') }}
          />
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={make.isPending}
            disabled={name.trim() === '' || (wantsPassword && password === '')}
          >
            {words('account.passkey.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
