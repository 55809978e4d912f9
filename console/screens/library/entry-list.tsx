import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../words.tsx'
import type { EntryFieldProps, FieldOf } from './entry-field-props.ts'
import { emptyOf } from './entry-form.ts'
import type { Json } from './json.ts'
import styles from './library.module.css'

type EntryListProps = FieldOf<'list'> & {
  /** Shows one part. */
  readonly Field: (props: EntryFieldProps) => ReactNode
}

const acts = ['up', 'copy', 'remove'] as const

/** Parts in an order: each can be changed, copied, moved up and taken out, and one added at the end. */
export function EntryList({ path, form, value, onChange, faults, isDisabled, label, Field }: EntryListProps) {
  const words = useWords()
  // Fields that keep something of their own, as an editor does, are made anew when another part comes to their place.
  const [turn, setTurn] = useState(0)
  const parts: readonly Json[] = Array.isArray(value) ? value : []
  const rearrange = (changed: readonly Json[]): void => {
    setTurn(turn + 1)
    onChange(changed)
  }
  const act = (which: (typeof acts)[number], at: number): void => {
    const [before, here] = [parts[at - 1], parts[at]]
    if (which === 'remove') rearrange(parts.toSpliced(at, 1))
    else if (which === 'copy' && here !== undefined) rearrange(parts.toSpliced(at, 0, here))
    else if (before !== undefined && here !== undefined) rearrange(parts.toSpliced(at - 1, 2, here, before))
  }
  const fault = faults[path.join('.')]
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {fault !== undefined && <p className={styles['fault']}>{fault}</p>}
      {parts.length === 0 && <p className="hint">{words('library.none')}</p>}
      <ol className={styles['fields']}>
        {parts.map((part, at) => {
          const place = words('library.place', { name: label, place: at + 1 })
          return (
            // The place is the identity here: parts have no other, and a change keeps their number.
            <li key={`${path.join('.')}.${at}`} className={styles['item']}>
              <Field
                key={turn}
                path={[...path, String(at)]}
                form={form.item}
                value={part}
                onChange={(changed) => onChange(parts.toSpliced(at, 1, changed))}
                faults={faults}
                isDisabled={isDisabled}
              />
              {!isDisabled && (
                <div className={styles['acts']}>
                  {acts.map((which) => (
                    <Button
                      key={which}
                      size="xs"
                      variant="subtle"
                      color={which === 'remove' ? 'plum' : 'north'}
                      disabled={which === 'up' && at === 0}
                      aria-label={`${words(`library.act.${which}`)}: ${place}`}
                      onClick={() => act(which, at)}
                    >
                      {words(`library.act.${which}`)}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {!isDisabled && (
        <div className={styles['begin']}>
          <Button
            size="xs"
            variant="default"
            aria-label={`${words('library.act.add')}: ${label}`}
            onClick={() => onChange([...parts, emptyOf(form.item)])}
          >
            {words('library.act.add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
