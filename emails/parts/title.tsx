import type { ReactNode } from 'react'
import type { Locale } from '#domain/locale'
import { headlines, space, subheadingSpace, typeOf, type TypeName } from './style.ts'

/** The title of a mail. */
export function Title({ locale, children }: { readonly locale: Locale; readonly children: string }) {
  return (
    <h1 className="headline" style={{ ...typeOf('title', locale), margin: '0 0 20px' }}>
      {children}
    </h1>
  )
}

type SectionTitleProps = {
  readonly locale: Locale
  readonly as: TypeName
  readonly level?: 2 | 3
  /** Space above and below in px. */
  readonly above?: number
  readonly below: number
  readonly children: ReactNode
}

/** The heading of a part of a mail. */
export function SectionTitle({ locale, as, level = 2, above = 0, below, children }: SectionTitleProps) {
  const Heading = `h${level}` as const
  // The style sheet gives it to every second heading, and every client something close to it.
  const isGiven =
    level === 2 && as === 'subheading' && above === subheadingSpace.above && below === subheadingSpace.below
  return (
    <Heading
      className={headlines.has(as) ? 'headline' : undefined}
      style={isGiven ? undefined : { ...typeOf(as, locale), margin: space(above, below) }}
    >
      {children}
    </Heading>
  )
}
