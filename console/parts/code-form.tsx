import { Button, PinInput, Stack, TextInput } from '@mantine/core'
import { useEffect, useId, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { useWords } from '../words.tsx'

type CodeFormProps = {
  /** `totp`: six digits of the app; `recovery`: one of the codes on paper. */
  readonly way: 'totp' | 'recovery'
  readonly submitLabel: string
  readonly isPending: boolean
  readonly onCode: (code: string) => void
  readonly children?: ReactNode
}

/** Asks for a code. Six digits go off by themselves when the last is typed or all are pasted. */
export function CodeForm({ way, submitLabel, isPending, onCode, children }: CodeFormProps) {
  const words = useWords()
  const [code, setCode] = useState('')
  const form = useRef<HTMLFormElement>(null)
  // Without an id of ours, the fields are made anew after the first look, and the focus goes with the old ones.
  const id = useId()
  // Whoever is asked for a code has come here for it.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const send = (typed: string): void => {
    onCode(typed.trim())
    if (way !== 'totp') return
    // Left in their places, the digits of a wrong code would go off again with every digit of the right one.
    setCode('')
    form.current?.querySelector('input')?.focus()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    send(code)
  }
  return (
    <form ref={form} onSubmit={submit}>
      <Stack gap="lg">
        {way === 'totp' ? (
          <PinInput
            id={id}
            length={6}
            type="number"
            size="lg"
            oneTimeCode
            value={code}
            onChange={setCode}
            onComplete={send}
            aria-label={words('code.label')}
            getInputProps={(index: number) => ({ 'aria-label': words('code.digit', { place: index + 1 }) })}
            placeholder=""
          />
        ) : (
          <TextInput
            label={words('code.recoveryLabel')}
            description={words('code.recoveryHint')}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            autoComplete="off"
            required
            withAsterisk={false}
          />
        )}
        <Button type="submit" size="md" loading={isPending} disabled={code.trim() === ''}>
          {submitLabel}
        </Button>
        {children}
      </Stack>
    </form>
  )
}
