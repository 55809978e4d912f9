import type { ReactNode } from 'react'
import { Heading } from 'react-email'
import type { Locale } from '#domain/locale'
import { colours, type, type TypeName } from './style.ts'

/** The title of a mail. */
export function Title({ locale, children }: { readonly locale: Locale; readonly children: string }) {
  return (
    <Heading
      as="h1"
      className="ink h1"
      style={{ ...type.title[locale], margin: '0 0 20px', textWrap: 'balance', color: colours.ink }}
    >
      {children}
    </Heading>
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
  return (
    <Heading
      as={`h${level}`}
      className="ink"
      style={{ ...type[as][locale], margin: `${above}px 0 ${below}px`, color: colours.ink }}
    >
      {children}
    </Heading>
  )
}
