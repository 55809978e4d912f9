import type { LetterContent } from './letter.ts'
import { letterTexts, type LetterText } from './letter-texts.ts'

// What stands where something is to come: a note to oneself, a row of X or circles, and brackets that hold nothing yet.
// Brackets around words of a quotation are none.
const placeholders = new RegExp(
  [
    `\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'TB[CDA]'].join('|')})\\b`,
    '\\bX{2,}\\b',
    '[○◯]{2,}',
    '\\[\\s*(?:…|\\.{2,}|_+|\\?+|[xX○◯]+)?\\s*\\]',
    '\\[(?:insert|name|date|number|figure|link|place|이름|날짜|숫자|수치|장소|링크|입력|내용)(?![a-z])[^\\]]*\\]',
    '\\{\\{?[^{}]*\\}?\\}',
    '\\blorem ipsum\\b',
  ].join('|'),
  'giu',
)

/** The places of a letter that somebody meant to fill in, in figures and units as well. */
export function findPlaceholders(content: LetterContent): LetterText[] {
  const { keyFigure, figures } = content
  const values: LetterText[] = [
    ...(keyFigure === null ? [] : [keyFigure.figure, keyFigure.unit ?? '']).map((text) => ({
      place: 'keyFigure' as const,
      text,
    })),
    ...figures.map(({ figure }) => ({ place: 'figures' as const, text: figure })),
  ]
  return [...letterTexts(content), ...values].flatMap(({ place, text }) =>
    [...text.matchAll(placeholders)].map(([found]) => ({ place, text: found })),
  )
}
