import type { LetterKind } from '#domain/mail-template'
import { ask, loudAsk } from './sections/ask.tsx'
import { contentNote } from './sections/content-note.tsx'
import { differing } from './sections/differing.tsx'
import { figures, keyFigure } from './sections/figures.tsx'
import { head } from './sections/head.tsx'
import { corrects, decision, event, message } from './sections/panels.tsx'
import type { LetterSection } from './sections/section.ts'
import { sources } from './sections/sources.tsx'
import { standfirst } from './sections/standfirst.tsx'
import { words } from './sections/words.tsx'

const opening = [head, corrects, standfirst, contentNote] as const
const evidence = [keyFigure, figures, differing] as const
const closing = [ask, message, sources] as const

const whole = [...opening, decision, words, event, ...evidence, ...closing] as const

/**
 * What a letter of each kind consists of, in order. A section prints nothing where a letter has nothing for it, so that
 * a letter of any kind can invite or tell how something ended; kinds differ where the order says what matters most.
 */
export const letterPlan: Readonly<Record<LetterKind, readonly LetterSection[]>> = {
  observance: whole,
  'issue-brief': whole,
  'un-resolution': whole,
  event: whole,
  'action-alert': [...opening, decision, words, loudAsk, message, event, ...evidence, sources],
  correction: whole,
}
