import { useWords } from '../words.tsx'
import styles from './sample-mark.module.css'

/** Says above every screen that nobody here is real, and what takes it all away. Nothing in a real installation. */
export function SampleMark() {
  const words = useWords()
  if (!('sample' in document.documentElement.dataset)) return null
  return (
    <aside className={styles['sample']} aria-label={words('shell.sample.title')}>
      <b>{words('shell.sample.title')}</b> {words('shell.sample.text')} <code lang="en">./scripts/demo --remove</code>
    </aside>
  )
}
