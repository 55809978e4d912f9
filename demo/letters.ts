import type { AudienceRule } from '#domain/audience'
import { factIdsOf, type LetterContent, type LetterContents } from '#domain/letter'
import { locales } from '#domain/locale'
import type { RichText } from '#domain/rich-text'

/** A campaign before anybody has written it down. */
export type PlannedCampaign = {
  readonly name: string
  readonly slug: string
  /** The day the letter is about, as `2026-07-14`. */
  readonly occursOn: string | null
  readonly contents: LetterContents
  readonly audience: AudienceRule
}

const everyone: AudienceRule = { topics: [], exceptTopics: [], locales: [], timeZones: [] }

/** A short letter to everyone on the list. */
export function wordOfThanks(year: number): PlannedCampaign {
  return {
    name: `A word of thanks ${year}`,
    slug: `word-of-thanks-${year}`,
    occursOn: null,
    contents: {
      en: note({
        subject: 'A word of thanks',
        preheader: 'Short news of the letters to come.',
        title: 'Thank you for reading',
        summary: 'Many of you wrote back after our last letter. We have read every answer.',
        body: 'The next letter comes before Human Rights Day on 10 December. You can change what you receive at any time.',
      }),
      ko: note({
        subject: '감사 인사를 드립니다',
        preheader: '다음 편지 소식을 짧게 전합니다.',
        title: '함께 읽어 주셔서 고맙습니다',
        summary: '지난 편지를 받고 많은 독자님께서 답장을 보내 주셨습니다. 보내 주신 글은 모두 읽었습니다.',
        body: '다음 편지는 12월 10일 세계 인권의 날을 앞두고 보내 드립니다. 받아 보실 주제는 언제든지 바꾸실 수 있습니다.',
      }),
    },
    audience: everyone,
  }
}

/** The ids of all facts that a campaign prints in any language. */
export function citedFacts({ contents }: PlannedCampaign): Set<string> {
  return new Set(locales.flatMap((locale) => (contents[locale] ? factIdsOf(contents[locale]) : [])))
}

/** The words of a letter of one paragraph, in one language. */
export type Note = Readonly<Record<'subject' | 'preheader' | 'title' | 'summary' | 'body', string>>

/** A letter of a summary and one paragraph, without facts. */
export function note({ summary, body, ...lines }: Note): LetterContent {
  return {
    ...lines,
    summary: paragraph(summary),
    body: paragraph(body),
    contentNote: null,
    keyFigure: null,
    figures: [],
    ask: null,
  }
}

function paragraph(text: string): RichText {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
}
