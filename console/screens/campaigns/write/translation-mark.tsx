import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { LetterContents, LetterPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import { revisionQuery, type PartChange } from '../campaign-queries.ts'
import { useCampaign } from '../use-campaign.ts'
import { DiffText } from './diff-text.tsx'
import { partText } from './part-text.ts'
import styles from './translation-mark.module.css'
import type { TranslationState } from './translation-state.ts'

type TranslationMarkProps = {
  readonly part: LetterPart
  readonly locale: Locale
  readonly source: Locale
  readonly state: TranslationState
  readonly contents: LetterContents
  readonly changes: readonly PartChange[]
  readonly onSay: (isInStep: boolean) => void
}

/** How a translation stands to its source, and what to say or to look at where it does not follow. */
export function TranslationMark({ part, locale, source, state, contents, changes, onSay }: TranslationMarkProps) {
  const words = useWords()
  const [isShown, shown] = useDisclosure(false)
  if (state === 'empty') return null
  const language = languageName(locale)
  const isOpen = state === 'drifted' || state === 'untranslated'
  const changedAt = changes.find((change) => change.locale === locale && change.part === part)?.number
  return (
    <div className={styles['mark']}>
      <span className={isOpen ? styles['look'] : styles['well']}>
        <Icon name={state === 'drifted' ? 'swap' : isOpen ? 'note' : 'tick'} size={16} />
        {words(`translation.${state}`, { language, source: languageName(source) })}
      </span>
      {state === 'drifted' && changedAt !== undefined && (
        <Button variant="subtle" size="compact-sm" aria-expanded={isShown} onClick={shown.toggle}>
          {words('translation.changed')}
          <span className="visually-hidden">: {words(`part.${part}`)}</span>
        </Button>
      )}
      {(state === 'drifted' || state === 'said') && (
        // One button for both, so that the focus stays where it was when it changes.
        <Button variant="subtle" size="compact-sm" onClick={() => onSay(state === 'drifted')}>
          {words(state === 'drifted' ? 'translation.stillRight' : 'translation.takeBack')}
          <span className="visually-hidden">: {words('write.partIn', { part: words(`part.${part}`), language })}</span>
        </Button>
      )}
      {isShown && state === 'drifted' && changedAt !== undefined && (
        <div className={styles['changed']}>
          <SourceChanges since={changedAt} part={part} source={source} contents={contents} />
        </div>
      )}
    </div>
  )
}

type SourceChangesProps = {
  /** The revision in which the translation last changed. */
  readonly since: number
  readonly part: LetterPart
  readonly source: Locale
  readonly contents: LetterContents
}

/** What became of the source since its translation was made. */
function SourceChanges({ since, part, source, contents }: SourceChangesProps) {
  const { data } = useQuery(revisionQuery(useCampaign().id, since))
  if (data === undefined) return null
  return (
    <DiffText lang={source} before={partText(data.contents[source], part)} after={partText(contents[source], part)} />
  )
}
