import type { ReactNode } from 'react'
import { Text } from 'react-email'
import type { Locale } from '#domain/locale'
import { colours, type, type TypeName } from './style.ts'

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
  return (
    <Text className={ink} style={{ ...type[as][locale], marginTop: above, marginBottom: below, color: colours[ink] }}>
      {children}
    </Text>
  )
}
