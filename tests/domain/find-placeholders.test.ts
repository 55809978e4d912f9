import { expect, test } from 'vitest'
import { findPlaceholders } from '#domain/find-placeholders'
import type { LetterContent } from '#domain/letter'
import { seed } from './support/seed.ts'

const text = (words: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: words }] }],
})

const letter = (parts: Partial<LetterContent>): LetterContent => ({
  subject: 'One short letter',
  preheader: 'And one thing to do',
  title: 'A day for neighbours',
  summary: text('It is about company.'),
  contentNote: null,
  body: text('Nothing else.'),
  keyFigure: null,
  figures: [],
  ask: null,
  ...parts,
})

const foundIn = (words: string) => findPlaceholders(letter({ body: text(words) })).map(({ text: found }) => found)

test.each([
  [`${'TO' + 'DO'}: ask the ministry`, 'TO' + 'DO'],
  ['In 2026 there were XX.', 'XX'],
  ['It was tbc by then.', 'tbc'],
  ['He said […] and left.', '[…]'],
  ['He said [...] and left.', '[...]'],
  ['Write to [name] today.', '[name]'],
  ['[ ] people', '[ ]'],
  ['Dear {{first_name}},', '{{first_name}}'],
  ['Lorem ipsum dolor', 'Lorem ipsum'],
  ['올해 ○○명이 입국하였습니다.', '○○'],
  ['[날짜]에 만납니다.', '[날짜]'],
])('“%s” holds a place for something', (words, found) => {
  expect(foundIn(words)).toEqual([found])
})

test.each([
  'Article XII of the law',
  'The chromosomes XY',
  '“They [the guards] were replaced”, she said.',
  'Room [A12]',
  'She [named by no one] left.',
  'The tbcs of this world',
  '한 사람 ○ 표시',
])('“%s” does not', (words) => {
  expect(foundIn(words)).toEqual([])
})

test('a figure, its unit and its heading are looked at as well', () => {
  const keyFigure = { factId: 'X-01', figure: 'XX', unit: '[unit]', label: 'In 2025' }
  const figures = [{ factId: 'X-01', figure: 'XXXX', heading: '[…]', sentence: 'One.' }]
  expect(findPlaceholders(letter({ keyFigure, figures })).map(({ place, text: found }) => `${place} ${found}`)).toEqual(
    ['figures […]', 'keyFigure XX', 'figures XXXX'],
  )
})

test('no brief of the seed library has one', () => {
  const found = seed.issues.flatMap(({ brief }) =>
    Object.values(brief).flatMap((content) => findPlaceholders({ ...content, ask: null })),
  )
  expect(found).toEqual([])
})
