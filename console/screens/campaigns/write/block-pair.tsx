import { useId } from 'react'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { languageName } from '../../../parts/language-name.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useWords } from '../../../words.tsx'
import type { PartChange } from '../campaign-queries.ts'
import { AskFields } from './ask-fields.tsx'
import type { LetterPart } from './draft.ts'
import { driftedLanguages } from './drift.ts'
import { FiguresBlock } from './figures-block.tsx'
import { KeyFigureBlock } from './key-figure-block.tsx'
import { LineField } from './line-field.tsx'
import { Pair, type BlockProps } from './pair.tsx'
import { RichField } from './rich-field.tsx'
import styles from './write.module.css'

type BlockPairProps = BlockProps & {
  readonly part: LetterPart
  readonly source: Locale
  readonly changes: readonly PartChange[]
  /** Rises when words changed that nobody here typed. */
  readonly epoch: number
}

/** One part of a letter in all of its languages, so that drift is seen where it happens. */
export function BlockPair({ part, contents, languages, source, changes, epoch, onChange }: BlockPairProps) {
  const words = useWords()
  const title = useId()
  const drifted = driftedLanguages(changes, part, source, languages)
  const head = (
    <div className={styles['blockHead']}>
      <h2 id={title}>{words(`part.${part}`)}</h2>
      {languages.length > 1 && <DriftMark drifted={drifted} source={source} />}
    </div>
  )
  if (part === 'keyFigure' || part === 'figures') {
    const Block = part === 'figures' ? FiguresBlock : KeyFigureBlock
    return (
      <section className={styles['block']} aria-labelledby={title}>
        {head}
        <Block contents={contents} languages={languages} onChange={onChange} />
      </section>
    )
  }
  return (
    <section className={styles['block']} aria-labelledby={title}>
      {head}
      <Pair languages={languages} drifted={drifted}>
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
    </section>
  )
}

function DriftMark({ drifted, source }: { readonly drifted: readonly Locale[]; readonly source: Locale }) {
  const words = useWords()
  if (drifted.length === 0)
    return (
      <span className={styles['inStep']}>
        <Icon name="tick" size={16} />
        {words('write.inStep')}
      </span>
    )
  return (
    <span className={styles['drifted']}>
      <Icon name="swap" size={16} />
      {words('write.drifted', {
        source: languageName(source),
        others: drifted.map(languageName).join(', '),
      })}
    </span>
  )
}

type PartFieldProps = {
  readonly part: Exclude<LetterPart, 'keyFigure' | 'figures'>
  readonly locale: Locale
  readonly content: LetterContent | undefined
  readonly onChange: (content: LetterContent) => void
}

const lengths = { subject: 120, preheader: 160, title: 120, contentNote: 300 } as const

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
      onChange={(text) => onChange({ ...content, [part]: part === 'contentNote' && text === '' ? null : text })}
    />
  )
}
