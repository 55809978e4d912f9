import { Button } from '@mantine/core'
import { languageName } from '../../../parts/language-name.ts'
import { useDates } from '../../../parts/dates.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useProblemWords } from '../../../parts/problem-note.tsx'
import { viewerZone } from '../../../parts/clock.ts'
import { Problem } from '../../../problem.ts'
import { useWords } from '../../../words.tsx'
import type { SaveState } from './draft-keeper.ts'
import styles from './save-mark.module.css'

/** Whether the letter is saved, in words; and where it is not, what to do. */
export function SaveMark({ state, onRetry }: { readonly state: SaveState; readonly onRetry: () => void }) {
  const words = useWords()
  const dates = useDates()
  const describe = useProblemWords()
  return (
    <div className={styles['save']} role="status" data-state={state.kind}>
      {state.kind === 'saved' && (
        <p className={styles['well']}>
          <Icon name="tick" size={18} />
          {state.at === null
            ? words('write.save.allSaved')
            : words('write.save.saved', { time: dates.time(state.at, viewerZone()) })}
        </p>
      )}
      {state.kind === 'waiting' && <p>{words('write.save.waiting')}</p>}
      {state.kind === 'saving' && <p>{words('write.save.saving')}</p>}
      {state.kind === 'conflict' && <p className={styles['bad']}>{words('write.save.conflict')}</p>}
      {state.kind === 'incomplete' && (
        <p className={styles['look']}>
          <Icon name="note" size={18} />
          {words('write.save.incomplete', {
            parts: state.missing
              .map(({ locale, part }) => `${words(`part.${part}`)} (${languageName(locale)})`)
              .join(', '),
          })}
        </p>
      )}
      {state.kind === 'failed' && (
        <>
          <p className={styles['bad']}>
            <Icon name="warning" size={18} />
            {words('write.save.failed', { reason: describe(state.error).title })}
          </p>
          <p>{faultsOf(state.error) ?? words('write.save.kept')}</p>
          <Button size="xs" variant="default" onClick={onRetry}>
            {words('problem.again')}
          </Button>
        </>
      )}
    </div>
  )
}

function faultsOf(error: Error): string | null {
  if (!(error instanceof Problem) || error.code === 'unreachable') return null
  const { detail, errors } = error.details
  return [detail, ...errors.map(({ message }) => message)].filter((line, at, all) => all.indexOf(line) === at).join(' ')
}
