import { useWords } from '../../../words.tsx'
import { diffWords } from './text-diff.ts'
import styles from './diff-text.module.css'

/** How a text became another: what went is struck out, what came is underlined, and both are said to who cannot see it. */
export function DiffText({
  before,
  after,
  lang,
}: {
  readonly before: string
  readonly after: string
  readonly lang: string
}) {
  const words = useWords()
  return (
    <p lang={lang} className={styles['diff']}>
      {diffWords(before, after).map(({ kind, text }, at) => {
        if (kind === 'same') return <span key={at}>{text}</span>
        const Tag = kind === 'gone' ? 'del' : 'ins'
        return (
          <Tag key={at}>
            <span className="visually-hidden">{words(`diff.${kind}`)} </span>
            {text}
          </Tag>
        )
      })}
    </p>
  )
}
