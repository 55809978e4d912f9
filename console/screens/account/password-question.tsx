import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { faultsByField, ProblemNote } from '../../parts/problem-note.tsx'
import { useWords } from '../../words.tsx'

type PasswordQuestionProps = {
  readonly why: string
  /** Does what the password is asked for; a refusal is shown here. */
  readonly onPassword: (password: string) => Promise<void>
}

/** Asks for the password before something that an open screen alone must not do. */
export function PasswordQuestion({ why, onPassword }: PasswordQuestionProps) {
  const words = useWords()
  const [password, setPassword] = useState('')
  const ask = useMutation({ mutationFn: () => onPassword(password), meta: { showsProblem: true } })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    ask.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{why}</Text>
        <ProblemNote error={ask.error} shown={['password']} />
        <PasswordInput
          label={words('account.currentPassword')}
          autoComplete="current-password"
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          error={faultsByField(ask.error)['password']}
          visibilityToggleButtonProps={{ 'aria-label': words('signIn.show') }}
          data-autofocus
        />
        <Button type="submit" loading={ask.isPending} disabled={password === ''}>
          {words('signIn.continue')}
        </Button>
      </Stack>
    </form>
  )
}
