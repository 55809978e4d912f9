import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { hasPasskeys } from '../../parts/passkey.ts'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { signInWithPasskey, signInWithPassword } from '../../parts/second-factor.ts'
import { useWords } from '../../words.tsx'

type PasswordStepProps = { readonly onSignedIn: () => void; readonly onCodeWanted: () => void }

/** The first question of the sign-in. */
export function PasswordStep({ onSignedIn, onCodeWanted }: PasswordStepProps) {
  const words = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const withPasskey = useMutation({
    mutationFn: signInWithPasskey,
    meta: { showsProblem: true },
    onSuccess: (isSignedIn) => isSignedIn && onSignedIn(),
  })
  const withPassword = useMutation({
    mutationFn: () => signInWithPassword(email, password),
    meta: { showsProblem: true },
    onSuccess: (next) => (next === 'code-wanted' ? onCodeWanted() : onSignedIn()),
  })
  const faults = faultsByField(withPassword.error)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    withPassword.mutate()
  }
  return (
    <Stack gap="md">
      <div>
        <h1 tabIndex={-1}>{words('signIn.title')}</h1>
        <p>{words('signIn.lead')}</p>
      </div>
      <ProblemNote error={withPasskey.error ?? withPassword.error} shown={['email', 'password']} />
      {hasPasskeys && (
        <>
          <Button
            size="md"
            h={48}
            leftSection={<Icon name="passkey" />}
            loading={withPasskey.isPending}
            onClick={() => withPasskey.mutate()}
          >
            {words('signIn.usePasskey')}
          </Button>
          <Divider label={words('signIn.or')} color="var(--hair)" />
        </>
      )}
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={words('signIn.email')}
            type="email"
            name="email"
            autoComplete="username webauthn"
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            error={faults['email']}
          />
          <PasswordInput
            label={words('signIn.password')}
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            error={faults['password']}
            visibilityToggleButtonProps={{ 'aria-label': words('signIn.show') }}
          />
          <Button type="submit" variant="default" size="md" h={48} loading={withPassword.isPending}>
            {words('signIn.continue')}
          </Button>
        </Stack>
      </form>
    </Stack>
  )
}
