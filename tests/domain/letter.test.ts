import { describe, expect, test } from 'vitest'
import { factIdsOf, letterContentSchema, letterContentsSchema, type LetterContent } from '#domain/letter'
import { linksOf } from '#domain/letter-links'

type Inline = NonNullable<Extract<LetterContent['body']['content'][number], { type: 'paragraph' }>['content']>[number]

const doc = (...content: Inline[]): LetterContent['body'] => ({
  type: 'doc',
  content: [{ type: 'paragraph', content }],
})
const cite = (factId: string): Inline => ({ type: 'factCitation', attrs: { factId } })
const linked = (href: string): Inline => ({
  type: 'text',
  text: 'x',
  marks: [{ type: 'bold' }, { type: 'link', attrs: { href } }],
})

const letter: LetterContent = {
  subject: 'A day to remember',
  preheader: 'What happened, and what you can do',
  title: 'Defectors’ Day',
  summary: doc(cite('S-01'), linked('https://summary.example/')),
  contentNote: null,
  body: doc(cite('B-01'), cite('K-01'), linked('https://body.example/a'), linked('https://body.example/b')),
  keyFigure: { factId: 'K-01', figure: '34,000', unit: null, label: 'people' },
  figures: [
    { factId: 'F-01', figure: '3', heading: 'x', sentence: 'y' },
    { factId: 'S-01', figure: '4', heading: 'x', sentence: 'y' },
  ],
  ask: {
    heading: 'Write',
    text: 'A letter',
    label: 'Write a letter',
    url: 'https://ask.example/petition',
    message: null,
  },
}

describe('a letter', () => {
  test('is kept as it was written', () => {
    expect(letterContentSchema.parse(letter)).toEqual(letter)
    expect(letterContentSchema.parse({ ...letter, keyFigure: null, ask: null, figures: [] })).toBeDefined()
  })

  test.each(['subject', 'preheader', 'title'] as const)(
    'never leaves without a %s, nor with one of spaces, nor with a line end',
    (part) => {
      for (const value of ['', '   ', '\u3000', 'a\r\nBcc: b', undefined, 'x'.repeat(200)]) {
        const faults = letterContentSchema.safeParse({ ...letter, [part]: value }).error?.issues ?? []
        expect(faults.map((fault) => fault.path.join('.'))).toContain(part)
      }
    },
  )

  test('asks for something only at an https address, and says so', () => {
    const faulty = { ...letter, ask: { ...letter.ask, url: 'http://ask.example/' } }
    expect(letterContentSchema.safeParse(faulty).error?.issues).toEqual([
      expect.objectContaining({ path: ['ask', 'url'], params: { code: 'link-not-https' } }),
    ])
  })

  test('that was kept before there were messages asks without one', () => {
    const { message, ...ask } = { message: null, ...letter.ask }
    expect(message).toBeNull()
    expect(letterContentSchema.parse({ ...letter, ask })).toMatchObject({ ask: { message: null } })
  })

  test('has no part that the templates do not know', () => {
    expect(letterContentSchema.safeParse({ ...letter, html: '<b>x</b>' }).success).toBe(false)
  })

  test('prints its sources in the order in which a reader meets them', () => {
    expect(factIdsOf(letter)).toEqual(['S-01', 'B-01', 'K-01', 'F-01'])
  })
})

describe('the contents of a revision', () => {
  test('are in one language at least, and only in languages that there are', () => {
    expect(letterContentsSchema.parse({ ko: letter })).toEqual({ ko: letter })
    expect(letterContentsSchema.safeParse({}).error?.issues).toEqual([
      expect.objectContaining({ params: { code: 'language-missing' } }),
    ])
    expect(letterContentsSchema.safeParse({ en: letter, fr: letter }).success).toBe(false)
  })
})

describe('the links of a letter', () => {
  test('are those of its ask, its summary and its body', () => {
    expect(linksOf(letter)).toEqual([
      'https://ask.example/petition',
      'https://summary.example/',
      'https://body.example/a',
      'https://body.example/b',
    ])
    expect(linksOf({ ...letter, ask: null, summary: doc(), body: doc() })).toEqual([])
  })

  test('are found in lists and quotations too', () => {
    const inList = [
      { type: 'bulletList', content: [{ type: 'listItem', content: doc(linked('https://list.example/')).content }] },
    ]
    const inQuotation = [{ type: 'blockquote', content: doc(linked('https://quotation.example/')).content }]
    const { body } = letterContentSchema.parse({
      ...letter,
      body: { type: 'doc', content: [...inList, ...inQuotation] },
    })
    expect(linksOf({ ...letter, body, summary: doc(), ask: null })).toEqual([
      'https://list.example/',
      'https://quotation.example/',
    ])
  })
})
