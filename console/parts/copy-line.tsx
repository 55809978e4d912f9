import { Button, CopyButton } from '@mantine/core'
import { useWords } from '../words.tsx'
import styles from './copy-line.module.css'

/** A line to be taken elsewhere as it is: a link, a key, a record. */
export function CopyLine({ value, label }: { readonly value: string; readonly label: string }) {
  const words = useWords()
  return (
    <div className={styles['line']}>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy} aria-label={`${words('settings.copy')}: ${label}`}>
            {words(copied ? 'account.copied' : 'settings.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
