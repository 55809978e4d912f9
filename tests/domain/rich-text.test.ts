import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citedFactIds, isHttpsUrl, richTextSchema } from '#domain/rich-text'

const text = (value: string, marks?: readonly object[]): object => ({
  type: 'text',
  text: value,
  ...(marks ? { marks } : {}),
})
const paragraph = (...content: object[]): object => ({ type: 'paragraph', content })
const doc = (...content: unknown[]): object => ({ type: 'doc', content })
const cite = (factId: string): object => ({ type: 'factCitation', attrs: { factId } })
const link = (href: string): object => ({ type: 'link', attrs: { href } })
const listOf = (type: string, ...paragraphs: object[]): object => ({
  type,
  content: paragraphs.map((item) => ({ type: 'listItem', content: [item] })),
})

function isAccepted(document: unknown): boolean {
  return richTextSchema.safeParse(document).success
}

test('every node and mark of the editor is kept as it was written', () => {
  const document = doc(
    { type: 'heading', attrs: { level: 2 }, content: [text('왜 지금인가')] },
    paragraph(
      text('굵게', [{ type: 'bold' }]),
      { type: 'hardBreak' },
      text('출처', [{ type: 'bold' }, link('https://partner.example/가?a=1#b')]),
      cite('K-01'),
    ),
    listOf('bulletList', paragraph(text('하나'))),
    listOf('orderedList', paragraph(text('둘'))),
    { type: 'blockquote', content: [paragraph(text('“인용”'))] },
    { type: 'paragraph' },
  )
  expect(richTextSchema.parse(document)).toEqual(document)
})

describe('everything else is refused', () => {
  test.each([
    ['an unknown node', doc({ type: 'image', attrs: { src: 'https://partner.example/x.png' } })],
    ['raw HTML', doc({ type: 'html', content: '<script>' })],
    ['a node named like a property of every object', doc({ type: 'constructor' })],
    ['an unknown inline node', doc(paragraph({ type: 'mention', attrs: { id: 'x' } }))],
    ['an unknown mark', doc(paragraph(text('x', [{ type: 'textStyle', attrs: { color: 'red' } }])))],
    ['an attribute of a paragraph', doc({ type: 'paragraph', attrs: { style: 'display:none' }, content: [] })],
    [
      'an attribute of a link besides its target',
      doc(paragraph(text('x', [{ type: 'link', attrs: { href: 'https://partner.example/', onclick: 'x()' } }]))),
    ],
    ['a property beside the known ones', doc({ ...paragraph(text('x')), dangerouslySetInnerHTML: { __html: 'x' } })],
    ['a heading of the first level', doc({ type: 'heading', attrs: { level: 1 }, content: [] })],
    ['text outside of a block', doc(text('x'))],
    ['a list in a list', doc(listOf('bulletList', listOf('bulletList', paragraph(text('x')))))],
    ['a document in a document', doc(doc(paragraph(text('x'))))],
    ['a list without an item', doc({ type: 'bulletList', content: [] })],
    ['a citation of nothing', doc(paragraph(cite('')))],
    ['text that is no text', doc(paragraph({ type: 'text', text: { toString: 'x' } }))],
    ['a line end in a text', doc(paragraph(text('a\nb')))],
    ['a mark of our own slots', doc(paragraph(text('\ue000')))],
    ['a bidirectional override', doc(paragraph(text('\u202egnp.exe')))],
    ['a string', 'x'],
    ['nothing', null],
  ])('%s', (_what, document) => {
    expect(isAccepted(document)).toBe(false)
  })

  test('nesting of any depth, without an end of the stack', () => {
    let deep: object = paragraph(text('x'))
    for (let depth = 0; depth < 100_000; depth += 1) deep = { type: 'blockquote', content: [deep] }
    expect(isAccepted(doc(deep))).toBe(false)
  })
})

describe('a link', () => {
  const forbidden = [
    'http://partner.example/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:x@partner.example',
    'ftp://partner.example/',
    '//partner.example/',
    '/letters',
    'partner.example',
    '',
    'https:',
    'https://',
    'https:partner.example',
    'https:///partner.example',
    'https:\\\\partner.example',
    'https://partner.example\\@other.example/',
    'https://user@partner.example/',
    'https://user:password@partner.example/',
    'https://partner.example:bad/',
    ' https://partner.example/',
    'https://partner.example/\r\nBcc: x',
    'https://partner.example/a b',
    'https://partner.example/\u0000',
    'https://partner.example/\u202egpj.exe',
    'https://partner.example/\ue000',
  ]

  test.each(forbidden)('never leads to %j', (href) => {
    expect(isHttpsUrl(href)).toBe(false)
    expect(isAccepted(doc(paragraph(text('x', [link(href)]))))).toBe(false)
  })

  test.each([
    'https://partner.example',
    'HTTPS://PARTNER.EXAMPLE/',
    'https://partner.example:8443/a(b)?c=%20&d=[e]#f',
    'https://독자.example/소식',
  ])('may lead to %s', (href) => {
    expect(isAccepted(doc(paragraph(text('x', [link(href)]))))).toBe(true)
  })

  test('that is taken is read in the same way by whoever strips white space or reads backslashes as slashes', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'javascript:',
      'partner.example',
      'other.example',
      '/',
      '\\',
      '@',
      ':',
      '\n',
      '\t',
      ' ',
      '?',
      '#',
      '.',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const href = pieces.join('')
        if (!isHttpsUrl(href)) return
        const url = new URL(href)
        expect(url.protocol).toBe('https:')
        expect(new URL(href.replace(/\s/g, '').replaceAll('\\', '/')).href).toBe(url.href)
        expect(href.slice(8).toLowerCase().startsWith(url.host)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
})

test('cited facts are listed in reading order, each once, wherever they stand', () => {
  const document = richTextSchema.parse(
    doc(
      { type: 'heading', attrs: { level: 3 }, content: [cite('B-02')] },
      listOf('orderedList', paragraph(cite('A-01'), cite('B-02')), paragraph(text('x'), cite('C-03'))),
      { type: 'blockquote', content: [paragraph(cite('A-01'), cite('D-04'))] },
      { type: 'paragraph' },
    ),
  )
  expect(citedFactIds(document)).toEqual(['B-02', 'A-01', 'C-03', 'D-04'])
})
