import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../../words.tsx'
import type { EntryFieldProps } from './entry-field-props.ts'
import type { Json } from './json.ts'
import styles from './library.module.css'

type EntryListProps = EntryFieldProps & {
  readonly label: string
  readonly value: readonly Json[]
  /** Shows one part. */
  readonly Field: (props: EntryFieldProps) => ReactNode
}

/** Parts in an order: each can be changed, copied, moved up and taken out. */
export function EntryList({ path, value, onChange, faults, isDisabled, label, Field }: EntryListProps) {
  const words = useWords()
  const replace = (at: number, ...parts: readonly Json[]): void => onChange(value.toSpliced(at, 1, ...parts))
  const moveUp = (at: number): void => {
    const [before, here] = [value[at - 1], value[at]]
    if (before !== undefined && here !== undefined) onChange(value.toSpliced(at - 1, 2, here, before))
  }
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {faults[path.join('.')] !== undefined && <p className={styles['fault']}>{faults[path.join('.')]}</p>}
      <ol className={styles['fields']}>
        {value.map((part, at) => {
          const place = words('library.place', { name: label, place: at + 1 })
          return (
            // The place is the identity here: parts have no other, and a change keeps their number.
            <li key={`${path.join('.')}.${at}`} className={styles['item']}>
              <Field
                path={[...path, String(at)]}
                value={part}
                onChange={(changed) => replace(at, changed)}
                faults={faults}
                isDisabled={isDisabled}
              />
              {!isDisabled && (
                <div className={styles['acts']}>
                  {(['up', 'copy', 'remove'] as const).map((act) => (
                    <Button
                      key={act}
                      size="xs"
                      variant="subtle"
                      color={act === 'remove' ? 'plum' : 'north'}
                      disabled={act === 'up' && at === 0}
                      aria-label={`${words(`library.act.${act}`)}: ${place}`}
                      onClick={() => {
                        if (act === 'up') moveUp(at)
                        else if (act === 'copy') replace(at, part, part)
                        else replace(at)
                      }}
                    >
                      {words(`library.act.${act}`)}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </fieldset>
  )
}
