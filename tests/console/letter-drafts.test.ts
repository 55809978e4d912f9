import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import { letterContentsSchema, type LetterPart } from '#domain/letter'
import { reportCsv } from '../../console/screens/campaigns/report/report-csv.ts'
import { slugOf } from '../../console/screens/campaigns/slug-of.ts'
import type { Draft } from '../../console/screens/campaigns/write/draft.ts'
import { partText } from '../../console/screens/campaigns/write/part-text.ts'
import { plainWords } from '../../console/screens/campaigns/write/plain-words.ts'
import { documentOf, richTextOf } from '../../console/screens/campaigns/write/rich-text-of.ts'
import { readTranslations } from '../../console/screens/campaigns/write/translation-state.ts'
import { diffWords } from '../../console/screens/campaigns/write/text-diff.ts'

const contents = letterContentsSchema.parse(defectorsDay)

describe('words that became others', () => {
  test('can be put together from what stayed with what went, and with what came', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b ', 'c', '\n', '한 ', '날'), { maxLength: 30 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords(before, after)
        const without = (kind: string): string => runs.flatMap((run) => (run.kind === kind ? [] : run.text)).join('')
        expect([without('new'), without('gone')]).toEqual([before, after])
      }),
    )
  })

  test('are told by the words that differ', () => {
    expect(diffWords('one two three', 'one four three')).toEqual([
      { kind: 'same', text: 'one ' },
      { kind: 'gone', text: 'two ' },
      { kind: 'new', text: 'four ' },
      { kind: 'same', text: 'three' },
    ])
  })
})

describe('rich text', () => {
  test('comes back from an editor as it was', () => {
    for (const content of Object.values(contents)) {
      for (const part of ['summary', 'body'] as const)
        expect(richTextOf(documentOf(content[part]))).toEqual(content[part])
    }
  })

  test('loses what a letter does not hold, and an empty editor is no text', () => {
    const link = { type: 'link', attrs: { href: 'https://news.example/', target: '_blank', class: 'x' } }
    const text = { type: 'text', text: 'Here', marks: [link, { type: 'italic' }] }
    expect(
      richTextOf({ type: 'doc', content: [{ type: 'paragraph', content: [text] }, { type: 'codeBlock' }] }),
    ).toEqual({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Here', marks: [{ type: 'link', attrs: { href: 'https://news.example/' } }] },
          ],
        },
      ],
    })
    expect(richTextOf({ type: 'doc', content: [{ type: 'paragraph' }] })).toEqual({ type: 'doc', content: [] })
  })

  test('can be read as words, with the facts that it cites', () => {
    expect(partText(contents.en, 'body')).toMatch(/\[[A-Z]{1,4}-\d\d\]/)
    expect(partText(undefined, 'body')).toBe('')
  })
})

describe('a translation', () => {
  const changes = [
    { locale: 'en', part: 'title', number: 5 },
    { locale: 'ko', part: 'title', number: 3 },
    { locale: 'en', part: 'body', number: 4 },
    { locale: 'ko', part: 'body', number: 4 },
  ] as const
  const stateOf = (inStep: Draft['inStep'], more: object = {}) => {
    const { en, ko } = contents
    if (en === undefined || ko === undefined) throw new Error('The letter lost a language.')
    const read = readTranslations({ contents: { en, ko: { ...ko, ...more } }, inStep }, changes, 'en')
    return (part: LetterPart) => read(part).map(({ locale, state }) => `${locale} ${state}`)
  }

  test('is in step, has drifted, or is said to be right all the same', () => {
    expect(stateOf([])('title')).toEqual(['ko drifted'])
    expect(stateOf([])('body')).toEqual(['ko in-step'])
    expect(stateOf([{ locale: 'ko', part: 'title' }])('title')).toEqual(['ko said'])
  })

  test('is none where it has the words of its source, and nothing is said where neither has words', () => {
    expect(stateOf([], { title: contents.en?.title })('title')).toEqual(['ko untranslated'])
    const { en } = contents
    if (en === undefined) throw new Error('The letter lost a language.')
    const bare = { ...en, contentNote: null }
    const read = readTranslations({ contents: { en: bare, ko: bare }, inStep: [] }, changes, 'en')
    expect(read('contentNote')).toEqual([{ locale: 'ko', state: 'empty' }])
  })
})

describe('words that are pasted into a line', () => {
  test('lose what nobody sees and no letter takes', () => {
    expect(plainWords('\uFEFFOne\tday\u200B for\u00AD\u202E all\u00A0 of us\u200F')).toBe('One day for all\u00A0 of us')
  })
})

describe('the list of letters', () => {
  test('makes an address of a name', () => {
    expect(slugOf('Defectors’ Day, 2026!')).toBe('defectors-day-2026')
    expect(slugOf('북한이탈주민의 날')).toBe('')
  })
})

test('a report is a table that a spreadsheet takes for text, and a small count is not told', () => {
  const row = { dropped: 0, failed: 0, uncertain: 0, delivered: 11, bounced: null, complained: 0, left: 0, frozen: 12 }
  const csv = reportCsv(
    {
      languages: [{ locale: 'ko', ...row }],
      stretchMinutes: 1,
      overTime: [{ from: '2026-05-13T04:00:00Z', accepted: 12, delivered: null }],
    },
    { language: 'Language', columns: ['a', 'b', 'c', 'd', 'e', 'f', 'g', '=h'], time: ['From', 'Over', 'There'] },
    () => 'Korean, "한국어"',
  )
  expect(csv).toBe(
    '\uFEFFLanguage,a,b,c,d,e,f,g,\'=h\r\n"Korean, ""한국어""",12,11,0,0,0,<10,0,0\r\n\r\nFrom,Over,There\r\n2026-05-13T04:00:00Z,12,<10\r\n',
  )
})
