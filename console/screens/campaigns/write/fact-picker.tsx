import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Locale } from '#domain/locale'
import { EmptyNote } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useWords } from '../../../words.tsx'
import { factsQuery, type LedgerFact } from '../campaign-queries.ts'
import styles from './facts.module.css'

type FactPickerProps = {
  /** The language of the text that the fact goes into. */
  readonly locale: Locale
  /** @param sentence what the ledger says, where that is to be written as well */
  readonly onPick: (fact: LedgerFact, sentence: string | null) => void
  readonly onClose: () => void
  /** The fact alone is wanted, and no sentence. */
  readonly isOnlyFact?: boolean
}

/** Finds a fact of the ledger by words. Its figures come from there, and so does its source in the letter. */
export function FactPicker({ locale, onPick, onClose, isOnlyFact = false }: FactPickerProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 200)
  const { data, error } = useQuery(factsQuery(settled))
  return (
    <Modal opened onClose={onClose} title={words('write.facts.title')} size="lg">
      <Stack>
        <TextInput
          type="search"
          label={words('write.facts.search')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          data-autofocus
        />
        <ProblemNote error={error} />
        {data?.facts.length === 0 && <EmptyNote>{words('write.facts.none')}</EmptyNote>}
        <ul className={styles['facts']}>
          {data?.facts.map((fact) => (
            <li key={fact.id}>
              <p lang={locale}>{fact.statement[locale]}</p>
              <p className="hint">
                {[fact.id, fact.asOfLabel[locale], fact.publisher].join(' · ')}
                {fact.concerns.length > 0 && (
                  <b className={styles['old']}>
                    {' · '}
                    {fact.concerns.map((concern) => words(`concern.${concern}`)).join(', ')}
                  </b>
                )}
              </p>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => onPick(fact, null)}>
                  {words(isOnlyFact ? 'write.facts.take' : 'write.facts.cite')}
                  <span className="visually-hidden"> {fact.id}</span>
                </Button>
                {!isOnlyFact && (
                  <Button size="xs" variant="subtle" onClick={() => onPick(fact, fact.statement[locale])}>
                    {words('write.facts.sentence')}
                    <span className="visually-hidden"> {fact.id}</span>
                  </Button>
                )}
              </Group>
            </li>
          ))}
        </ul>
      </Stack>
    </Modal>
  )
}
