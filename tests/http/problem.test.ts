import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { subscribeWording } from '#domain/consent'
import { locales } from '#domain/locale'
import { Refusal, refusalCodes } from '#domain/refusal'
import { describeProblem } from '#http/problem'
import { wordsIn } from '#http/words'

describe('problem details', () => {
  test.each(locales)('name what is wrong and what would be right for every refusal, in %s', (locale) => {
    const problems = refusalCodes.map((code) => describeProblem(new Refusal(code), locale))
    for (const { title, detail, status, type, code } of problems) {
      expect(title.length).toBeGreaterThan(4)
      expect(detail.length).toBeGreaterThan(title.length / 2)
      expect(`${title} ${detail}`).not.toMatch(/[{}]|undefined|NaN/)
      expect(type).toBe(`urn:northlight:problem:${code}`)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
    expect(new Set(problems.map(({ title }) => title)).size).toBe(refusalCodes.length)
  })

  test('say which language is missing, and read well without it', () => {
    const missing = (detail: { language?: string }) =>
      describeProblem(new Refusal('language-missing', detail), 'en').detail
    expect(missing({ language: 'ko' })).toMatch(/^The Korean text is missing\./)
    expect(missing({})).toMatch(/^The audience reads a language without a text\./)
  })

  test('put the message at the field at fault', () => {
    expect(describeProblem(new Refusal('topics-missing', { field: 'topics' }), 'ko')).toEqual({
      type: 'urn:northlight:problem:topics-missing',
      title: '고르신 주제가 없습니다',
      status: 422,
      detail: '주제를 하나 이상 골라 주세요.',
      code: 'topics-missing',
      errors: [{ field: 'topics', message: '주제를 하나 이상 골라 주세요.' }],
    })
    expect(describeProblem(new Refusal('rate-limited'), 'ko')).toMatchObject({ status: 429, errors: [] })
  })
})

test('the words of consent are those of their version: whoever changes them raises it', () => {
  const words = locales.flatMap((locale) => {
    const { page } = wordsIn(locale)
    return [page('consent.text', { organisation: 'X' }), page('consent.sensitive')]
  })
  const fingerprint = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 16)
  expect({ ...subscribeWording, fingerprint }).toEqual({
    id: 'subscribe-form',
    version: 1,
    fingerprint: '133ee752100e1f6b',
  })
})
