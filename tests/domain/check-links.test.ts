import { describe, expect, test } from 'vitest'
import { checkLinks, hostOf, linksTo } from '#domain/check-links'
import type { LetterContent } from '#domain/letter'
import type { RichText } from '#domain/rich-text'

const linked = (href: string): RichText => ({
  type: 'doc',
  content: [
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [
            {
              type: 'paragraph',
              content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }],
            },
          ],
        },
      ],
    },
  ],
})

const nothing: RichText = { type: 'doc', content: [] }

const letter = (parts: Partial<LetterContent>): LetterContent => ({
  subject: 'One short letter',
  preheader: 'And one thing to do',
  title: 'A day for neighbours',
  summary: nothing,
  contentNote: null,
  body: nothing,
  keyFigure: null,
  figures: [],
  ask: null,
  ...parts,
})

const hosts = ['example.org', 'ohchr.example']

const findingsOf = (href: string) => checkLinks(letter({ body: linked(href) }), hosts)

describe('a link', () => {
  test.each([
    'https://example.org/write',
    'https://www.example.org/',
    'https://news.ohchr.example/en?page=2#top',
    'https://EXAMPLE.org/',
  ])('to a host of the list is nothing to find: %s', (href) => {
    expect(findingsOf(href)).toEqual([])
  })

  test.each([
    ['http://example.org/', 'link-insecure', 'http://example.org/'],
    ['https://user@example.org/', 'link-insecure', 'https://user@example.org/'],
    ['https://bit.ly/3abc', 'link-shortened', 'bit.ly'],
    ['https://www.tinyurl.com/x', 'link-shortened', 'tinyurl.com'],
    ['https://naver.me/xyz', 'link-shortened', 'naver.me'],
    ['https://example.org.evil.example/', 'link-elsewhere', 'example.org.evil.example'],
    ['https://notexample.org/', 'link-elsewhere', 'notexample.org'],
    ['https://xn--exmple-cua.org/', 'link-elsewhere', 'xn--exmple-cua.org'],
    ['https://rabbit.ly.example/', 'link-elsewhere', 'rabbit.ly.example'],
  ])('%s is found as %s', (href, rule, quote) => {
    expect(findingsOf(href)).toEqual([{ rule, place: 'body', quote }])
  })

  test.each([
    ['https://news.ohchr.example/en', 1],
    ['http://example.org/', 0],
    ['https://elsewhere.example/', 0],
    ['https://user@example.org/', 0],
  ])('may be visited only where the list names its host: %s, %i', (href, count) => {
    expect(linksTo(letter({ body: linked(href) }), hosts)).toHaveLength(count)
  })

  test('is found in the summary, in the ask and once for each place', () => {
    const ask = { heading: 'Do', text: 'It', label: 'Go', url: 'https://elsewhere.example/', message: null }
    const elsewhere = linked('https://elsewhere.example/a')
    const body = { ...elsewhere, content: [...elsewhere.content, ...linked('https://elsewhere.example/b').content] }
    expect(checkLinks(letter({ summary: elsewhere, body, ask }), hosts).map(({ place }) => place)).toEqual([
      'summary',
      'body',
      'ask',
    ])
  })
})

test('the host of a page is what follows www.', () => {
  expect(hostOf('https://www.example.org:8443/a')).toBe('example.org')
})
