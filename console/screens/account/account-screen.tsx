import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { meQuery } from '../../queries.ts'
import { useSignOut } from '../../shell/use-sign-out.ts'
import { useWords } from '../../words.tsx'
import styles from './account.module.css'
import { AppPanel } from './app-panel.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { ProfilePanel } from './profile-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

/** Oneself: name and language, the ways to sign in, and where one is signed in. */
export function AccountScreen() {
  const words = useWords()
  const signOut = useSignOut()
  const { data: me } = useQuery(meQuery)
  if (me === undefined) return null
  const hasNone = me.secondFactors.length === 0
  return (
    <>
      <PageHead
        title={words('account.title')}
        above={`${words(`role.${me.role}`)} · ${me.email}`}
        actions={
          <Button variant="default" leftSection={<Icon name="leave" size={18} />} onClick={signOut}>
            {words('account.signOut')}
          </Button>
        }
      />
      {hasNone && (
        <Alert color="ochre" icon={<Icon name="warning" />} title={words('account.missing.title')} mb="lg">
          {words('account.missing.detail')}
        </Alert>
      )}
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <PasskeysPanel isFirstFactor={hasNone} />
          <AppPanel />
          <SessionsPanel />
        </div>
        <div className={styles['stack']}>
          <ProfilePanel me={me} />
          <PasswordPanel />
        </div>
      </div>
    </>
  )
}
