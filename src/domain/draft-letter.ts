import type { AskLinks, AskWords } from './ask.ts'
import type { Issue } from './issue.ts'
import type { LetterContent, LetterContents } from './letter.ts'
import { locales, type Locale } from './locale.ts'
import type { Observance } from './observance.ts'
import type { LetterStep, PurposeWords } from './playbook.ts'
import type { RichText } from './rich-text.ts'

/** Everything that the draft of a step is made from. */
export type DraftIngredients = {
  readonly step: LetterStep
  readonly observance: Pick<Observance, 'name' | 'summary'>
  /** The issue that the step names. */
  readonly issue: Pick<Issue, 'brief' | 'ask'>
  /** The letters of `content/letters`, by name. */
  readonly letters: ReadonlyMap<string, LetterContents>
  readonly purposeWords: PurposeWords
  readonly links: AskLinks
}

/**
 * The draft of a step in each of its languages, for a person to go on from. It is whole: with its content note, its
 * ask and its facts, so that every check of a letter can be made at once.
 * @throws Error where the library names a letter or words that it has not, which `readSeedLibrary` finds before
 */
export function draftLetter(ingredients: DraftIngredients): LetterContents {
  return Object.fromEntries(
    ingredients.step.languages.map((locale) => [locale, draftIn(locale, ingredients)]),
  ) satisfies LetterContents
}

/** The draft of a letter that explains an issue, whatever the day: its brief and its ask in every language. */
export function draftBrief({ brief, ask }: Pick<Issue, 'brief' | 'ask'>, links: AskLinks): LetterContents {
  return Object.fromEntries(
    locales.map((locale) => [locale, { ...brief[locale], ask: askIn(locale, ask, links) }]),
  ) satisfies LetterContents
}

function draftIn(locale: Locale, ingredients: DraftIngredients): LetterContent {
  const { step, observance, issue, letters, purposeWords, links } = ingredients
  const { words, purpose, template } = step
  const brief = issue.brief[locale]
  const ask = askIn(locale, step.ask ?? issue.ask, links)
  switch (words.from) {
    case 'letter':
      return required(letters.get(words.letter)?.[locale], `The letter ${words.letter} in ${locale}`)
    case 'opening': {
      const head = { subject: words.subject[locale], preheader: words.preheader[locale], ask }
      const opening = words.opening[locale]
      if (template === 'issue-brief') return { ...brief, ...head, body: join(opening, brief.body) }
      return { ...ownDay(locale, observance, brief), ...head, body: opening }
    }
    case 'purpose': {
      const common = required(
        Object.entries(purposeWords).find(([name]) => name === purpose)?.[1],
        `Words for the purpose ${purpose}`,
      )
      const head = { subject: common.subject[locale], preheader: common.preheader[locale], ask }
      if (template === 'issue-brief') return { ...brief, ...head }
      return { ...ownDay(locale, observance, brief), ...head, body: brief.summary }
    }
  }
}

// A letter about a day is headed by the day; figures stay with the brief, whose text leads up to them.
function ownDay(
  locale: Locale,
  { name, summary }: Pick<Observance, 'name' | 'summary'>,
  brief: Issue['brief'][Locale],
): Pick<LetterContent, 'title' | 'summary' | 'contentNote' | 'keyFigure' | 'figures'> {
  return {
    title: name[locale],
    summary: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: summary[locale] }] }] },
    contentNote: brief.contentNote,
    keyFigure: null,
    figures: [],
  }
}

function askIn(locale: Locale, ask: AskWords, links: AskLinks): LetterContent['ask'] {
  const { action, heading, text, label, message } = ask
  return {
    heading: heading[locale],
    text: text[locale],
    label: label[locale],
    url: links[action],
    message: message && message[locale],
  }
}

function join(first: RichText, second: RichText): RichText {
  return { type: 'doc', content: [...first.content, ...second.content] }
}

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`${what}: not in the library`)
  return value
}
