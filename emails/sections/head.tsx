import { textWidth } from '#domain/text-width'
import { Eyebrow } from '../parts/eyebrow.tsx'
import { joinParticles } from '../parts/hangul.ts'
import { SheetRow } from '../parts/sheet.tsx'
import { Title } from '../parts/title.tsx'
import { textColumns, textRule, wrapText } from '../wrap-text.ts'
import type { LetterSection } from './section.ts'

/** Kind, day and topics, and the title. */
export const head: LetterSection = {
  Html: ({ locale, content, outline }) => (
    <SheetRow>
      <Eyebrow locale={locale} outline={outline} />
      <Title locale={locale}>{joinParticles(content.title, locale)}</Title>
    </SheetRow>
  ),

  text: ({ locale, content, outline }) => {
    const title = locale === 'en' ? content.title.toUpperCase() : content.title
    const below = [outline.kind, outline.topics].filter((line) => line !== null).map((line) => wrapText(line))
    return [[headline(title, outline.day), textRule, ...below].join('\n')]
  },
}

function headline(title: string, day: string | null): string {
  if (day === null) return wrapText(title)
  const space = textColumns - textWidth(title) - textWidth(day)
  return space >= 2 ? `${title}${' '.repeat(space)}${day}` : `${wrapText(title)}\n${day}`
}
