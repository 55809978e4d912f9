import { Anchor, Button, CopyButton, Stack, Stepper, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { CodeForm } from '../../parts/code-form.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { QrCode } from '../../parts/qr-code.tsx'
import { post } from '../../request.ts'
import { useWords } from '../../words.tsx'
import styles from './account.module.css'
import { RecoveryCodes } from './recovery-codes.tsx'

/** What the API gives to set up an app: its address (`otpauth:`), and codes for the day when the app is gone. */
export type Setup = { readonly uri: string; readonly codes: readonly string[] }

/** Reads better-auth’s answer; codes that were made anew come without an address. */
export function readSetup(answer: unknown): Setup {
  const found = typeof answer === 'object' && answer !== null ? answer : {}
  const uri: unknown = Reflect.get(found, 'totpURI')
  const codes: unknown = Reflect.get(found, 'backupCodes')
  return {
    uri: typeof uri === 'string' ? uri : '',
    codes: Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [],
  }
}

/** Three steps: the key into the app, the codes onto paper, the first code as proof. Only the last one changes anything. */
export function AppSetup({ setup, onDone }: { readonly setup: Setup; readonly onDone: () => void }) {
  const words = useWords()
  const [step, setStep] = useState(0)
  const verify = useMutation({
    mutationFn: (code: string) => post('/api/auth/two-factor/verify-totp', { code }),
    meta: { showsProblem: true },
    onSuccess: onDone,
  })
  return (
    <Stepper active={step} onStepClick={setStep} allowNextStepsSelect={false} size="xs" iconSize={30}>
      <Stepper.Step aria-label={words('account.app.step.key')}>
        <KeyStep uri={setup.uri} onNext={() => setStep(1)} />
      </Stepper.Step>
      <Stepper.Step aria-label={words('account.app.step.codes')}>
        <Stack>
          <Text>{words('account.app.keepCodes')}</Text>
          <RecoveryCodes codes={setup.codes} />
          <Button onClick={() => setStep(2)}>{words('account.app.kept')}</Button>
        </Stack>
      </Stepper.Step>
      <Stepper.Step aria-label={words('account.app.step.proof')}>
        <Stack>
          <Text>{words('account.app.proof')}</Text>
          <ProblemNote error={verify.error} />
          <CodeForm
            key={verify.failureCount}
            way="totp"
            submitLabel={words('account.app.finish')}
            isPending={verify.isPending}
            onCode={(code) => verify.mutate(code)}
          />
        </Stack>
      </Stepper.Step>
    </Stepper>
  )
}

function KeyStep({ uri, onNext }: { readonly uri: string; readonly onNext: () => void }) {
  const words = useWords()
  const key = URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : ''
  return (
    <Stack>
      <Text>{words('account.app.scan')}</Text>
      {uri !== '' && <QrCode text={uri} label={words('account.app.square')} />}
      <Text>{words('account.app.enterKey')}</Text>
      <p className={styles['key']}>
        <code>{key.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CopyButton value={key}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {words(copied ? 'account.copied' : 'account.app.copyKey')}
          </Button>
        )}
      </CopyButton>
      <Anchor href={uri}>{words('account.app.openApp')}</Anchor>
      <Button onClick={onNext}>{words('signIn.continue')}</Button>
    </Stack>
  )
}
