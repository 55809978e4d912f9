import type { CSSProperties, ReactNode } from 'react'
import type { Locale } from '#domain/locale'
import { paragraphGap, space, typeOf, type TypeName } from './style.ts'

type ParagraphProps = {
  readonly locale: Locale
  readonly as: TypeName
  readonly ink?: 'ink' | 'ink2' | 'ink3'
  /** Space above and below in px. */
  readonly above?: number
  readonly below?: number
  readonly children: ReactNode
}

/** A paragraph in one of the sizes of `type`. */
export function Paragraph({ locale, as, ink = 'ink', above = 0, below = 0, children }: ParagraphProps) {
  const classes = [...(ink === 'ink' ? [] : [ink]), ...(as === 'small' ? ['small'] : [])]
  return (
    <p className={classes.join(' ') || undefined} style={styleOf(as, locale, above, below)}>
      {children}
    </p>
  )
}

/** Without what the style sheet says of every paragraph: all clients do something close to it by themselves. */
function styleOf(as: TypeName, locale: Locale, above: number, below: number): CSSProperties | undefined {
  if (as === 'body' && above === 0 && below === paragraphGap) return undefined
  // Small print that is not small reads well, and there is much of it.
  return { ...(as === 'small' ? {} : typeOf(as, locale)), margin: space(above, below) }
}
