import type { ReactNode } from 'react'
import type { LetterInput, SlotValues } from '#domain/mail-template'
import type { LetterOutline } from '../outline-letter.ts'

/** What a section is made from: the letter, and what has been worked out of it for both parts. */
export type SectionInput = LetterInput & { readonly values: SlotValues; readonly outline: LetterOutline }

/** One section of a letter in both parts of the mail, side by side so that they say the same. */
export type LetterSection = {
  /** Rows of the sheet; nothing where the letter has none of it. */
  readonly Html: (input: SectionInput) => ReactNode
  /** Blocks of the text part, which empty lines set apart. */
  readonly text: (input: SectionInput) => readonly string[]
}
