import { useId } from 'react'
import type { LetterContent, LetterPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { useWords } from '../../../words.tsx'
import type { PartChange } from '../campaign-queries.ts'
import { AskFields } from './ask-fields.tsx'
import styles from './block-pair.module.css'
import { FiguresBlock } from './figures-block.tsx'
import { KeyFigureBlock } from './key-figure-block.tsx'
import { LineField } from './line-field.tsx'
import { Pair, type BlockProps } from './pair.tsx'
import { RichField } from './rich-field.tsx'
import { TranslationMark } from './translation-mark.tsx'
import type { TranslationState } from './translation-state.ts'

type BlockPairProps = BlockProps & {
  readonly part: LetterPart
  readonly source: Locale
  readonly translations: readonly { readonly locale: Locale; readonly state: TranslationState }[]
  readonly changes: readonly PartChange[]
  /** Rises when words changed that nobody here typed. */
  readonly epoch: number
  /** Says that a translation of the part still follows its source, or takes that back. */
  readonly onSay: (locale: Locale, isInStep: boolean) => void
}

/** One part of a letter in all of its languages, so that drift is seen where it happens. */
export function BlockPair(props: BlockPairProps) {
  const { part, contents, languages, source, translations, changes, epoch, onChange, onSay } = props
  const words = useWords()
  const title = useId()
  const marked = translations
    .filter(({ state }) => state === 'drifted' || state === 'untranslated')
    .map(({ locale }) => locale)
  return (
    <section className={styles['block']} aria-labelledby={title} data-part={part}>
      <div className={styles['head']}>
        <h2 id={title}>{words(`part.${part}`)}</h2>
        {translations.map(({ locale, state }) => (
          <TranslationMark
            key={locale}
            part={part}
            locale={locale}
            source={source}
            state={state}
            contents={contents}
            changes={changes}
            onSay={(isInStep) => onSay(locale, isInStep)}
          />
        ))}
      </div>
      {part === 'keyFigure' && <KeyFigureBlock contents={contents} languages={languages} onChange={onChange} />}
      {part === 'figures' && <FiguresBlock contents={contents} languages={languages} onChange={onChange} />}
      {part !== 'keyFigure' && part !== 'figures' && (
        <Pair languages={languages} marked={marked}>
          {(locale) => (
            <PartField
              key={`${locale}-${epoch}`}
              part={part}
              locale={locale}
              content={contents[locale]}
              onChange={(content) => onChange(locale, content)}
            />
          )}
        </Pair>
      )}
    </section>
  )
}

type PartFieldProps = {
  readonly part: Exclude<LetterPart, 'keyFigure' | 'figures'>
  readonly locale: Locale
  readonly content: LetterContent | undefined
  readonly onChange: (content: LetterContent) => void
}

const lengths = { subject: 120, preheader: 160, title: 120, contentNote: 300 } as const

/** How many columns of the list of mails a phone shows, held upright. */
const phoneColumns = { subject: 40, preheader: 76 } as const

function PartField({ part, locale, content, onChange }: PartFieldProps) {
  const words = useWords()
  if (content === undefined) return null
  const label = words('write.partIn', { part: words(`part.${part}`), language: languageName(locale) })
  if (part === 'ask')
    return <AskFields locale={locale} ask={content.ask} onChange={(ask) => onChange({ ...content, ask })} />
  if (part === 'summary' || part === 'body')
    return (
      <RichField
        label={label}
        locale={locale}
        value={content[part]}
        isWhole={part === 'body'}
        onChange={(value) => onChange({ ...content, [part]: value })}
      />
    )
  return (
    <LineField
      label={label}
      locale={locale}
      value={content[part] ?? ''}
      lengthMax={lengths[part]}
      isTitle={part === 'title'}
      phoneColumns={part === 'subject' || part === 'preheader' ? phoneColumns[part] : undefined}
      onChange={(text) => onChange({ ...content, [part]: part === 'contentNote' && text === '' ? null : text })}
    />
  )
}
