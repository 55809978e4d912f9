import { Anchor, Button, Modal, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { confirmationWays, type ConfirmationWay } from '#domain/second-factor'
import { CodeForm } from '../parts/code-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { confirmIdentity } from '../parts/second-factor.ts'
import type { Problem } from '../problem.ts'
import { setConfirmIdentity } from '../request.ts'
import { useWords } from '../words.tsx'

type Question = { readonly ways: readonly ConfirmationWay[]; readonly answer: (isConfirmed: boolean) => void }

/** Where `request` knocks when the API wants a fresh second factor. What was begun goes on after the answer. */
export function StepUpDoor() {
  const words = useWords()
  const [question, setQuestion] = useState<Question | null>(null)
  useEffect(() => {
    setConfirmIdentity((problem) => new Promise((answer) => setQuestion({ ways: waysIn(problem), answer })))
    return () => setConfirmIdentity(null)
  }, [])
  const close = (isConfirmed: boolean): void => {
    question?.answer(isConfirmed)
    setQuestion(null)
  }
  return (
    <Modal opened={question !== null} onClose={() => close(false)} title={words('stepUp.title')} zIndex={400}>
      {question !== null && <StepUp ways={question.ways} onConfirmed={() => close(true)} />}
    </Modal>
  )
}

function StepUp({
  ways,
  onConfirmed,
}: {
  readonly ways: readonly ConfirmationWay[]
  readonly onConfirmed: () => void
}) {
  const words = useWords()
  const [way, setWay] = useState<ConfirmationWay>(ways[0] ?? 'totp')
  const confirm = useMutation({
    mutationFn: (code: string) => confirmIdentity(way, code),
    meta: { showsProblem: true },
    onSuccess: (isConfirmed) => isConfirmed && onConfirmed(),
  })
  const others = ways.filter((other) => other !== way)
  return (
    <Stack>
      <Text>{words('stepUp.why')}</Text>
      <ProblemNote error={confirm.error} />
      {way === 'passkey' ? (
        <Button
          leftSection={<Icon name="passkey" />}
          size="md"
          loading={confirm.isPending}
          onClick={() => confirm.mutate('')}
          data-autofocus
        >
          {words('signIn.usePasskey')}
        </Button>
      ) : (
        <CodeForm
          key={way}
          way={way}
          submitLabel={words('stepUp.confirm')}
          isPending={confirm.isPending}
          onCode={(code) => confirm.mutate(code)}
        />
      )}
      {others.map((other) => (
        <Anchor key={other} component="button" type="button" size="sm" onClick={() => setWay(other)}>
          {words(`stepUp.instead.${other}`)}
        </Anchor>
      ))}
    </Stack>
  )
}

function waysIn({ more }: Problem): ConfirmationWay[] {
  const named = Array.isArray(more['ways']) ? more['ways'] : []
  const known = confirmationWays.filter((way) => named.includes(way))
  return known.length > 0 ? known : ['totp']
}
