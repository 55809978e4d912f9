import { Link } from '@tanstack/react-router'
import { useWords } from '../words.tsx'
import { LinkButton } from './link-button.tsx'
import { Mark } from './mark.tsx'
import styles from './missing-screen.module.css'

/** For an address that leads nowhere. */
export function MissingScreen() {
  const words = useWords()
  return (
    <>
      <div className={styles['line']} />
      <main className={styles['missing']}>
        <Link to="/" className={styles['brand']} lang="en">
          <Mark />
          Northlight
        </Link>
        <h1 tabIndex={-1}>{words('problem.missing.title')}</h1>
        <p>{words('problem.missing.detail')}</p>
        <LinkButton to="/">{words('nav.home')}</LinkButton>
      </main>
    </>
  )
}
