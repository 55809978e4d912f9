import { describe, expect, test } from 'vitest'
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import { letterContentsSchema } from '#domain/letter'
import {
  changedParts,
  driftedLanguages,
  findUnfinishedTranslations,
  keepInStep,
  sourceLocale,
  untranslatedParts,
  type PartChange,
} from '#domain/translation'

const { en, ko } = letterContentsSchema.parse(defectorsDay)
if (en === undefined || ko === undefined) throw new Error('The letter lost a language.')
const contents = { en, ko }

const change = (locale: 'en' | 'ko', part: string, number: number): PartChange => ({ locale, part, number })
const changes = [
  change('en', 'title', 5),
  change('ko', 'title', 3),
  change('en', 'body', 1),
  change('ko', 'body', 4),
] as const

describe('a translation', () => {
  test('is of the language that was written first', () => {
    expect(sourceLocale(changes, ['en', 'ko'])).toBe('en')
    expect(sourceLocale([change('ko', 'title', 1), ...changes], ['en', 'ko'])).toBe('en')
    expect(sourceLocale([change('ko', 'body', 1), change('en', 'body', 2)], ['en', 'ko'])).toBe('ko')
    expect(sourceLocale([], [])).toBeUndefined()
  })

  test('has drifted where its source changed after it, unless somebody says that it still follows', () => {
    const drifted = (part: 'title' | 'body', source: 'en' | 'ko', inStep: Parameters<typeof keepInStep>[0] = []) =>
      driftedLanguages({ changes, inStep }, part, source, ['en', 'ko'])
    expect(drifted('title', 'en')).toEqual(['ko'])
    expect(drifted('body', 'en')).toEqual([])
    expect(drifted('body', 'ko')).toEqual(['en'])
    expect(drifted('title', 'en', [{ locale: 'ko', part: 'title' }])).toEqual([])
    expect(drifted('title', 'en', [{ locale: 'ko', part: 'body' }])).toEqual(['ko'])
  })

  test('is said to follow no longer once the part changes in any language', () => {
    const inStep = [
      { locale: 'ko', part: 'title' },
      { locale: 'ko', part: 'body' },
    ] as const
    const changed = changedParts(contents, { ko, en: { ...en, title: 'Another day' } })
    expect(changed).toEqual([{ locale: 'en', part: 'title' }])
    expect(keepInStep(inStep, changed)).toEqual([{ locale: 'ko', part: 'body' }])
    expect(keepInStep(inStep, [])).toEqual(inStep)
  })
})

describe('a part that was never translated', () => {
  test('is one that has the words of its source, and not one that has no words', () => {
    expect(untranslatedParts(ko, en)).toEqual([])
    expect(untranslatedParts({ ...ko, body: en.body, ask: en.ask, title: '2026', contentNote: null }, en)).toEqual([
      'body',
      'ask',
    ])
    expect(untranslatedParts({ ...ko, title: '2026' }, { ...en, title: '2026' })).toEqual([])
  })
})

describe('the check', () => {
  test('finds what did not follow and what was not translated, in the language that came later', () => {
    const found = findUnfinishedTranslations(
      { en, ko: { ...ko, subject: en.subject } },
      { changes: [...changes, change('en', 'subject', 1), change('ko', 'subject', 1)], inStep: [] },
    )
    expect(found).toEqual([
      { rule: 'translation-stale', locale: 'ko', place: 'title', detail: { source: 'en' } },
      { rule: 'untranslated', locale: 'ko', place: 'subject', quote: en.subject },
    ])
  })

  test('finds nothing in a letter of one language, or of none', () => {
    expect(findUnfinishedTranslations({ ko }, { changes, inStep: [] })).toEqual([])
    expect(findUnfinishedTranslations({}, { changes: [], inStep: [] })).toEqual([])
  })
})
