import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { latinWordsOf, messagesOf, placeholdersOf } from './architecture/catalogue.ts'
import { globCode, readSource } from './architecture/repository.ts'

const english = messagesOf(en)
const korean = messagesOf(ko)

/**
 * Latin words that stand in Korean text as they are: names of companies, laws and standards, units, formats, keys of the
 * keyboard, and what a reader types or sees elsewhere.
 */
const latinInKorean = new Set([
  'Northlight',
  'UN',
  'HTML',
  'SVG',
  'PNG',
  'kB',
  'web',
  'URL',
  'verify',
  'https',
  'name',
  'mail',
  'example',
  'Asia',
  'Seoul',
  'www',
  'org',
  'txt',
  'eml',
  'security',
  'Bearer',
  'CSP',
  'CSV',
  'DNS',
  'TXT',
  'MX',
  'SPF',
  'DKIM',
  'Domains',
  'clean',
  'rivers',
  'FREQ',
  'YEARLY',
  'BYMONTH',
  'BYDAY',
  'FR',
  'floating',
  'KR',
  'HRC',
  'RES',
  'RFC',
  'Enter',
  'en',
  'ko',
  'PIN',
  'GDPR',
  'WCAG',
  'AA',
  'KWCAG',
  'EN',
  'Resend',
  'Plus',
  'Five',
  'Inc',
])

/** Messages that hold no word of their own: order, punctuation and placeholders only. */
const wordless = (text: string): boolean => latinWordsOf(text).every((word) => latinInKorean.has(word))

describe('the catalogues', () => {
  test('hold the same keys in the same order', () => {
    expect(korean.map(({ path }) => path)).toEqual(english.map(({ path }) => path))
    expect(english.length).toBeGreaterThan(300)
  })

  test('need the same placeholders in both languages', () => {
    const needed = (messages: typeof english) => messages.map(({ path, text }) => ({ path, needs: plainNames(text) }))
    expect(needed(korean)).toEqual(needed(english))
  })

  test('can be formatted in both languages, whatever they are given', () => {
    expect([...failuresOf('en', en), ...failuresOf('ko', ko)]).toEqual([])
  })

  test('leave nothing empty or padded', () => {
    const padded = [...english, ...korean].filter(({ text }) => text.trim() === '' || text !== text.trim())
    expect(padded).toEqual([])
  })

  test('are Korean in Korean', () => {
    const foreign = korean.filter(({ text }) => !/\p{Script=Hangul}/u.test(text) && !wordless(text))
    expect(foreign).toEqual([])
    const leftOver = korean.flatMap(({ path, text }) =>
      latinWordsOf(text).flatMap((word) => (latinInKorean.has(word) ? [] : [`${path}: ${word}`])),
    )
    expect(leftOver).toEqual([])
  })

  test('have no key that nothing uses', () => {
    const literals = literalsOf(['src', 'emails', 'workers', 'console'])
    expect(english.map(({ path }) => path).filter((path) => !isUsed(path, literals))).toEqual([])
    expect(isUsed('page.form.nothingUsesThis', literals)).toBe(false)
    expect(literals.texts.size).toBeGreaterThan(300)
  })
})

describe('the tests of the catalogues see', () => {
  test.each([
    ['Hello {name}', ['{name}']],
    ['{count, plural, one {# of {total}} other {#}}', ['{count, plural}', '{total}']],
    ['See <web>this</web> by {author}', ['<web>', '{author}']],
    [`It's '{not}' here`, []],
  ])('what “%s” needs', (text, needs) => {
    expect(placeholdersOf(text)).toEqual(needs)
  })

  test.each([
    ['편지 {count, plural, other {#통}}', []],
    ['{language, select, ko {한국어} other {Text}} <web>보기</web>', ['Text']],
    ['Unsubscribe 하기', ['Unsubscribe']],
  ])('the Latin words of “%s”', (text, words) => {
    expect(latinWordsOf(text)).toEqual(words)
  })

  test('a message that cannot be formatted', () => {
    expect(failuresOf('en', { page: { broken: '{count, plural, one {#}' } })).toHaveLength(1)
  })

  test('a key that only a template uses, and one that nothing uses', () => {
    expect(keysFor('problem.link-invalid.title')).toContain('link-invalid.title')
    expect(templatePattern('`problem.${code}.title`')?.test('problem.link-invalid.title')).toBe(true)
    expect(templatePattern('`problem.${code}.title`')?.test('problem.title')).toBe(false)
    expect(templatePattern('`${code}`')).toBeNull()
  })
})

// A plural may be needed in one language and pointless in the other, so only names are compared.
function plainNames(text: string): string[] {
  return placeholdersOf(text).map((placeholder) => placeholder.replace(/, \w+/, ''))
}

function failuresOf(locale: string, catalogue: object): string[] {
  const failures: string[] = []
  const messages = Object.fromEntries(messagesOf(catalogue).map(({ path, text }) => [path.replaceAll('.', '/'), text]))
  const translate = createTranslator({ locale, messages, onError: (error) => failures.push(error.message) })
  for (const [key, text] of Object.entries(messages)) {
    if (typeof text !== 'string') continue
    translate.markup(key, valuesFor(text))
  }
  return failures
}

type Values = Record<string, string | number | ((chunks: string) => string)>

function valuesFor(text: string): Values {
  const values = placeholdersOf(text).map((placeholder): [string, Values[string]] => {
    const name = /\w+/.exec(placeholder)?.[0] ?? ''
    if (placeholder.startsWith('<')) return [name, (chunks) => chunks]
    return [name, placeholder.includes(', plural') ? 2 : 'x']
  })
  return Object.fromEntries(values)
}

type Literals = { readonly texts: ReadonlySet<string>; readonly patterns: readonly RegExp[] }

function isUsed(path: string, { texts, patterns }: Literals): boolean {
  return keysFor(path).some((key) => texts.has(key) || patterns.some((pattern) => pattern.test(key)))
}

// A translator is made for the whole catalogue or for one namespace.
function keysFor(path: string): string[] {
  return [path, path.slice(path.indexOf('.') + 1)]
}

function literalsOf(folders: readonly string[]): Literals {
  const sources = globCode(folders).map((path) => readSource(path).text)
  const texts = new Set(sources.flatMap((text) => text.match(/(?<=(['"`]))[\w.-]+(?=\1)/g) ?? []))
  const templates = sources.flatMap((text) => text.match(/`[\w.${}()[\]-]+`/g) ?? [])
  return { texts, patterns: templates.flatMap((template) => templatePattern(template) ?? []) }
}

// `status.${kind}` may stand for any key below `status`; a template without a word of its own could stand for anything.
function templatePattern(template: string): RegExp | null {
  const fixed = template.slice(1, -1).split(/\$\{[^}]*\}/)
  if (fixed.length < 2 || !fixed.some((part) => /[a-z]\w*\.|\.\w*[a-z]/i.test(part))) return null
  return new RegExp(`^${fixed.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w-]+')}$`)
}
