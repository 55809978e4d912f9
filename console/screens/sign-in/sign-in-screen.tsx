import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLocale } from 'use-intl'
import { locales } from '#domain/locale'
import { Mark } from '../../parts/mark.tsx'
import { useChooseLanguage, useWords } from '../../words.tsx'
import { CodeStep } from './code-step.tsx'
import { PasswordStep } from './password-step.tsx'
import styles from './sign-in.module.css'

/** Passkey first; or a password, and then the code of an app or one from paper. */
export function SignInScreen() {
  const words = useWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { to = '/' } = useSearch({ from: '/sign-in' })
  const [isCodeWanted, setCodeWanted] = useState(false)
  useEffect(() => {
    document.title = `${words('signIn.title')} · Northlight`
  }, [words])
  const enter = async (): Promise<void> => {
    client.clear()
    await navigate({ href: to, replace: true })
  }
  return (
    <div className={styles['in']}>
      <header className={styles['sky']}>
        <p className={styles['brand']}>
          <Mark />
          <span lang="en">Northlight</span>
        </p>
        <i className={styles['star']} />
        <p className={styles['say']}>{words('signIn.trust')}</p>
      </header>
      <main className={styles['pane']}>
        <Languages />
        <div className={styles['box']}>
          {isCodeWanted ? (
            <CodeStep onSignedIn={() => void enter()} onBack={() => setCodeWanted(false)} />
          ) : (
            <PasswordStep onSignedIn={() => void enter()} onCodeWanted={() => setCodeWanted(true)} />
          )}
        </div>
        <p className="hint">{words('signIn.where', { host: location.host })}</p>
      </main>
    </div>
  )
}

const languageNames = { en: 'English', ko: '한국어' } as const

function Languages() {
  const words = useWords()
  const current = useLocale()
  const choose = useChooseLanguage()
  return (
    <div className={styles['languages']} role="group" aria-label={words('signIn.language')}>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => void choose(locale)}
        >
          {languageNames[locale]}
        </button>
      ))}
    </div>
  )
}
