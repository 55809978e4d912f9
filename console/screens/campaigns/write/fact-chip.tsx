import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import { useWords } from '../../../words.tsx'
import { factQuery, type LedgerFact } from '../campaign-queries.ts'
import { FactPicker } from './fact-picker.tsx'
import styles from './facts.module.css'

/** The fact of the ledger that a figure comes from, and how to take another. */
export function FactChip({ factId, onPick }: { readonly factId: string; readonly onPick: (fact: LedgerFact) => void }) {
  const words = useWords()
  const locale = useLocale()
  const [isOpen, picker] = useDisclosure(false)
  const { data: fact } = useQuery(factQuery(factId))
  const isOld = fact !== undefined && fact.concerns.length > 0
  return (
    <div className={styles['chipLine']}>
      <span className={isOld ? `${styles['chip']} ${styles['old']}` : styles['chip']}>
        <b>{factId}</b> {fact?.value ?? ''} {fact?.asOfLabel[locale] ?? ''}
        {isOld && `, ${fact.concerns.map((concern) => words(`concern.${concern}`)).join(', ')}`}
      </span>
      <Button size="compact-sm" variant="subtle" onClick={picker.open}>
        {words('write.facts.other')}
        <span className="visually-hidden"> {factId}</span>
      </Button>
      {isOpen && (
        <FactPicker
          locale={locale}
          isOnlyFact
          onPick={(picked) => {
            picker.close()
            onPick(picked)
          }}
          onClose={picker.close}
        />
      )}
    </div>
  )
}
