import { Button, CopyButton, Stack } from '@mantine/core'
import { useWords } from '../../words.tsx'
import styles from './account.module.css'

/** Codes that are shown this once, to be kept on paper. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const words = useWords()
  return (
    <Stack gap="xs">
      <ul className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyButton value={codes.join('\n')}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {words(copied ? 'account.copied' : 'account.app.copyCodes')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}
