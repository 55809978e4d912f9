import { Anchor, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeForm } from '../../parts/code-form.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { signInWithCode } from '../../parts/second-factor.ts'
import { useWords } from '../../words.tsx'

type CodeStepProps = { readonly onSignedIn: () => void; readonly onBack: () => void }

/** The second question of the sign-in: six digits, or one of the codes that were kept on paper. */
export function CodeStep({ onSignedIn, onBack }: CodeStepProps) {
  const words = useWords()
  const [way, setWay] = useState<'totp' | 'recovery'>('totp')
  const signIn = useMutation({
    mutationFn: (code: string) => signInWithCode(way, code),
    meta: { showsProblem: true },
    onSuccess: onSignedIn,
  })
  const other = way === 'totp' ? 'recovery' : 'totp'
  return (
    <Stack gap="lg">
      <div>
        <h1 tabIndex={-1}>{words(`signIn.code.${way}.title`)}</h1>
        <p>{words(`signIn.code.${way}.lead`)}</p>
      </div>
      <ProblemNote error={signIn.error} />
      <CodeForm
        key={`${way} ${signIn.failureCount > 0 && !signIn.isPending}`}
        way={way}
        submitLabel={words('signIn.title')}
        isPending={signIn.isPending}
        onCode={(code) => signIn.mutate(code)}
      />
      <Anchor component="button" type="button" onClick={() => setWay(other)}>
        {words(`stepUp.instead.${other}`)}
      </Anchor>
      <Anchor component="button" type="button" onClick={onBack}>
        {words('signIn.back')}
      </Anchor>
    </Stack>
  )
}
