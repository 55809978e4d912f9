import { Button, Group, Modal, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { post } from '../../request.ts'
import { useWords } from '../../words.tsx'
import { secondFactorsQuery } from './account-queries.ts'
import { AppSetup, readSetup, type Setup } from './app-setup.tsx'
import { PasswordQuestion } from './password-question.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Act = 'set-up' | 'renew-codes' | 'remove'

const paths = {
  'set-up': '/api/auth/two-factor/enable',
  'renew-codes': '/api/auth/two-factor/generate-backup-codes',
  remove: '/api/auth/two-factor/disable',
} as const satisfies Record<Act, string>

/** The authenticator app and the codes on paper that stand for it. */
export function AppPanel() {
  const words = useWords()
  const client = useQueryClient()
  const { data } = useQuery(secondFactorsQuery)
  const [act, setAct] = useState<Act | null>(null)
  const [setup, setSetup] = useState<Setup | null>(null)
  const close = async (): Promise<void> => {
    setAct(null)
    setSetup(null)
    await client.invalidateQueries({ queryKey: ['me'] })
  }
  const carryOut = async (chosen: Act, password: string): Promise<void> => {
    const answer = await post(paths[chosen], { password })
    if (chosen === 'remove') await close()
    else setSetup(readSetup(answer))
  }
  const hasApp = data?.totp === true
  return (
    <Panel
      title={words('account.app.title')}
      aside={
        !hasApp && (
          <Button variant="default" onClick={() => setAct('set-up')}>
            {words('account.app.setUp')}
          </Button>
        )
      }
    >
      {data !== undefined && !hasApp && <EmptyNote>{words('account.app.empty')}</EmptyNote>}
      {hasApp && (
        <>
          <PanelRow
            aside={
              <Button variant="subtle" color="plum" onClick={() => setAct('remove')}>
                {words('account.remove')}
              </Button>
            }
          >
            {words('account.app.there')}
          </PanelRow>
          <PanelRow
            aside={
              <Button variant="subtle" onClick={() => setAct('renew-codes')}>
                {words('account.app.renew')}
              </Button>
            }
          >
            {words('account.app.codesLeft', { count: data.recoveryCodesLeft })}
          </PanelRow>
        </>
      )}
      <Modal
        opened={act !== null}
        onClose={() => void close()}
        title={act === null ? '' : words(`account.app.act.${act}`)}
        closeOnClickOutside={setup === null}
      >
        {act !== null && setup === null && (
          <PasswordQuestion why={words(`account.app.why.${act}`)} onPassword={(password) => carryOut(act, password)} />
        )}
        {act === 'set-up' && setup !== null && <AppSetup setup={setup} onDone={() => void close()} />}
        {act === 'renew-codes' && setup !== null && (
          <>
            <Text mb="md">{words('account.app.renewed')}</Text>
            <RecoveryCodes codes={setup.codes} />
            <Group justify="flex-end" mt="lg">
              <Button onClick={() => void close()}>{words('account.app.kept')}</Button>
            </Group>
          </>
        )}
      </Modal>
    </Panel>
  )
}
