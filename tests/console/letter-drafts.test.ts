import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import { letterContentsSchema } from '#domain/letter'
import { isFound, readCampaignsSearch } from '../../console/screens/campaigns/campaigns-search.ts'
import { reportCsv } from '../../console/screens/campaigns/report/report-csv.ts'
import { slugOf } from '../../console/screens/campaigns/slug-of.ts'
import { driftedLanguages, sourceLocale } from '../../console/screens/campaigns/write/drift.ts'
import { partText } from '../../console/screens/campaigns/write/part-text.ts'
import { documentOf, richTextOf } from '../../console/screens/campaigns/write/rich-text-of.ts'
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
    { locale: 'en', part: 'body', number: 1 },
    { locale: 'ko', part: 'body', number: 4 },
  ] as const

  test('has drifted where its source changed after it', () => {
    expect(driftedLanguages(changes, 'title', 'en', ['en', 'ko'])).toEqual(['ko'])
    expect(driftedLanguages(changes, 'body', 'en', ['en', 'ko'])).toEqual([])
    expect(driftedLanguages(changes, 'body', 'ko', ['en', 'ko'])).toEqual(['en'])
  })

  test('is of the language that was written first, unless somebody says otherwise', () => {
    expect(sourceLocale(changes, ['en', 'ko'], null)).toBe('en')
    expect(sourceLocale(changes, ['en', 'ko'], 'ko')).toBe('ko')
    expect(sourceLocale(changes, ['ko'], 'en')).toBe('ko')
  })
})

describe('the list of letters', () => {
  test('is read off the address, where only what can be shown counts', () => {
    expect(readCampaignsSearch({ status: 'sent', q: 'day' })).toEqual({ status: 'sent', q: 'day' })
    expect(readCampaignsSearch({ status: 'lost', q: 2026 })).toEqual({ q: '2026' })
  })

  test('finds by state and by every word', () => {
    const letter = { status: 'sent', name: 'Human Rights Day 2026' } as const
    expect(isFound(letter, { q: 'day human' })).toBe(true)
    expect(isFound(letter, { q: 'day 2025' })).toBe(false)
    expect(isFound(letter, { status: 'draft' })).toBe(false)
  })

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
