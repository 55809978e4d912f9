import type { LetterInput, SlotValues } from '#domain/mail-template'
import type { Source } from '#domain/source-list'
import { outlineLetter, type LetterOutline } from './outline-letter.ts'
import { plainRichText } from './plain-rich-text.ts'
import { signOff } from './sign-off.ts'
import { wordsIn } from './words.ts'
import { textColumns, textRule, textWidth, wrapText } from './wrap-text.ts'

/** The text part of an observance letter: everything the HTML part says, and every link it has. */
export function observanceText(input: LetterInput, values: SlotValues): string {
  const { content, locale, letterhead, urls } = input
  const t = wordsIn[locale]
  const outline = outlineLetter(input)

  const head = [
    wrapText(letterhead.name[locale]),
    `${t('letter.web')}: ${urls.web}`,
    '',
    headline(locale === 'en' ? content.title.toUpperCase() : content.title, outline.day),
    textRule,
    ...(outline.topics === null ? [] : [wrapText(outline.topics)]),
  ].join('\n')

  const blocks = [
    head,
    plainRichText(content.summary, outline.sourceNumber),
    content.contentNote === null
      ? null
      : `${wrapText(`${t('letter.contentNote')}: ${content.contentNote}`)}\n${t('letter.chooseTopics')}: ${values.preferencesUrl}`,
    values.greeting,
    plainRichText(content.body, outline.sourceNumber),
    ...figureBlocks(input, outline),
    ...askBlocks(input),
    textRule,
    [t('letter.sources'), ...outline.sources.map((source) => plainSource(source, input))].join('\n\n'),
    wrapText(t.markup('letter.corrections', { web: (chunks) => chunks })),
    textRule,
    t('proof.title'),
    [
      `${t('proof.code')}: ${input.code}`,
      `${t('proof.phrase')}: ${values.phrase}`,
      `${t('proof.place')}: ${urls.verify}`,
    ].join('\n'),
    wrapText(t('proof.compare')),
    wrapText(t('proof.promise')),
    textRule,
    wrapText(outline.why),
    [
      `${t('choices.preferences')}: ${values.preferencesUrl}`,
      `${t('choices.unsubscribe')}: ${values.unsubscribeUrl}`,
      `${t('choices.archive')}: ${urls.archive}`,
      `${t('privacy')}: ${urls.privacy}`,
    ].join('\n'),
    wrapText(t('choices.forward')),
    signOff(letterhead, locale),
  ]
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`
}

function headline(title: string, day: string | null): string {
  if (day === null) return wrapText(title)
  const space = textColumns - textWidth(title) - textWidth(day)
  return space >= 2 ? `${title}${' '.repeat(space)}${day}` : `${wrapText(title)}\n${day}`
}

function figureBlocks({ content, locale }: LetterInput, outline: LetterOutline): string[] {
  const t = wordsIn[locale]
  const indent = { first: '   ' }
  const counted = (factId: string): string => {
    const { date, newest } = outline.asOf(factId)
    return wrapText(`${date} [${outline.sourceNumber(factId)}]${newest === null ? '' : ` · ${newest}`}`, indent)
  }
  const blocks = content.figures.map(
    ({ factId, figure, heading, sentence }) =>
      `${wrapText(`${figure}\u00a0\u00a0${heading}`)}\n${wrapText(sentence, indent)}\n${counted(factId)}`,
  )
  if (content.keyFigure !== null) {
    const { factId, figure, unit, label } = content.keyFigure
    blocks.unshift(
      `${wrapText(t('letter.keyFigure', { figure: `${figure}${unit ?? ''}`, label }))}\n${counted(factId)}`,
    )
  }
  return blocks
}

function askBlocks({ content: { ask } }: LetterInput): string[] {
  if (ask === null) return []
  return [textRule, wrapText(ask.heading), wrapText(ask.text), `${wrapText(`${ask.label}:`)} ${ask.url}`]
}

function plainSource(
  { number, publisher, author, title, url, dates, conflicting }: Source,
  { locale }: LetterInput,
): string {
  const t = wordsIn[locale]
  const mark = `[${number}] `
  const rest = ' '.repeat(mark.length)
  const named =
    title === null
      ? author
      : author === null
        ? t('letter.title', { title })
        : t('letter.authorAndTitle', { author, title })
  const sentences = [publisher, named, dates].filter((part) => part !== null).map((part) => `${part}.`)
  if (conflicting !== null) sentences.push(t('letter.conflict', { dates: conflicting }))
  return `${wrapText(sentences.join(' '), { first: mark, rest })}${url === null ? '' : `\n${rest}${url}`}`
}
