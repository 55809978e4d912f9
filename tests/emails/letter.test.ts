import { describe, expect, test } from 'vitest'
import { factIdsOf } from '#domain/letter'
import { limits } from '#domain/limits'
import type { LetterInput } from '#domain/mail-template'
import { greet } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import { linksOf, tagsOf, wordsOf } from './markup.ts'
import { sampleLetters, sendLetter } from './sample-letters.ts'

describe.each(['en', 'ko'] as const)('the letter for a day in %s', (locale) => {
  const input: LetterInput = sampleLetters[locale]

  test('stays below 19 kB', async () => {
    const { html } = await sendLetter(input)
    expect(new TextEncoder().encode(html).length).toBeLessThan(19_000)
  })

  test('greets by name only where there is one', async () => {
    const compiled = await mailTemplates.compileLetter(input)
    expect(greet(compiled, '$& {name}')).toContain('$& {name}')
    expect(greet(compiled, null)).not.toMatch(/[{}]/)
  })
})

test('a Korean letter holds no English sentence, and an English one no Korean beyond the titles of sources', async () => {
  const ko = await sendLetter(withoutSources(sampleLetters.ko))
  const en = await sendLetter(withoutSources(sampleLetters.en))
  // Three English words in a row would be a phrase; the sample's addresses and names have none.
  expect(wordsOf(ko.html).match(/\b[A-Za-z]+ [A-Za-z]+ [A-Za-z]+\b/g)).toBeNull()
  expect(wordsOf(en.html).match(/\p{Script=Hangul}/gu)).toBeNull()
  expect(en.text.match(/\p{Script=Hangul}/gu)).toBeNull()
})

test('a Korean letter joins a figure to its particle, and has no italics', async () => {
  const { html } = await sendLetter(sampleLetters.ko)
  expect(html).toContain('63.3%\u2060였습니다')
  expect(html).not.toMatch(/<(?:i|em)\b|italic/)
})

test('a letter with nothing but text is whole', async () => {
  const bare = { ...sampleLetters.en.content, contentNote: null, keyFigure: null, figures: [], ask: null }
  const cited = factIdsOf(bare)
  const facts = sampleLetters.en.facts.filter(({ id }) => cited.includes(id))
  const { html, text } = await sendLetter({ ...sampleLetters.en, content: bare, facts, date: null, topics: [] })
  expect(tagsOf(html).some(({ attributes }) => attributes.get('class')?.includes('btna'))).toBe(false)
  expect(text).toContain('You get this because you asked for our letters')
  expect(text).not.toContain('null')
})

test('the longest letter that may be written stays below what Gmail shows', async () => {
  const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: '가'.repeat(500) }] }
  const long = {
    ...sampleLetters.ko.content,
    body: { type: 'doc' as const, content: Array.from({ length: 40 }, () => paragraph) },
  }
  const { html } = await sendLetter({ ...sampleLetters.ko, content: long })
  expect(new TextEncoder().encode(html).length).toBeLessThan(limits.letterBytesMax)
})

test('every kind of rich text comes out in both parts', async () => {
  const inline = (text: string) => [{ type: 'text' as const, text }]
  const paragraph = (text: string) => ({ type: 'paragraph' as const, content: inline(text) })
  const item = (text: string) => ({ type: 'listItem' as const, content: [paragraph(text)] })
  const body: LetterInput['content']['body'] = {
    type: 'doc',
    content: [
      { type: 'heading', attrs: { level: 3 }, content: inline('A small heading') },
      { type: 'orderedList', content: [item('first step'), item('second step')] },
      { type: 'bulletList', content: [item('loose end')] },
      { type: 'blockquote', content: [paragraph('words of another')] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'bold words', marks: [{ type: 'bold' }] },
          { type: 'hardBreak' },
          { type: 'text', text: 'a page', marks: [{ type: 'link', attrs: { href: 'https://partner.example/page' } }] },
        ],
      },
    ],
  }
  const { html, text } = await sendLetter({ ...sampleLetters.en, content: { ...sampleLetters.en.content, body } })
  const names = tagsOf(html).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['h3', 'ol', 'ul', 'li', 'blockquote', 'b', 'br']))
  expect(linksOf(html)).toContain('https://partner.example/page')
  expect(text).toContain(
    'A small heading\n---------------\n\n1. first step\n2. second step\n\n- loose end\n\n> words of another',
  )
  expect(text).toContain('bold words\na page <https://partner.example/page>')
})

function withoutSources(input: LetterInput): LetterInput {
  const facts = input.facts.map((fact) => ({
    ...fact,
    publisher: '—',
    author: null,
    sourceTitle: null,
    sourceUrl: null,
  }))
  return { ...input, facts }
}
