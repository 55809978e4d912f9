import { expect, test } from 'vitest'
import { findCrowdedStretches, type DatedLetter } from '#domain/crowded-stretch'

const letter = (id: string, day: string, series: string, ...topics: string[]): DatedLetter => ({
  id,
  day: Temporal.PlainDate.from(`2026-06-${day}`),
  series,
  topics,
})
const found = (...letters: DatedLetter[]) =>
  findCrowdedStretches(letters, 2).map(({ from, to, topics, letters: ids }) =>
    [from.day, to.day, topics.join('+'), ids.join(' ')].join(' '),
  )

test('letters of two series crowd where at most two days lie between them and a topic has both', () => {
  expect(found(letter('b', '12', 'week', 'un'), letter('a', '10', 'day', 'un'))).toEqual(['10 12 un a b'])
  expect(found(letter('a', '10', 'day', 'un'), letter('b', '13', 'week', 'un'))).toEqual([])
  expect(found(letter('a', '10', 'day', 'un'), letter('b', '11', 'week', 'families'))).toEqual([])
})

test('a series by itself does not crowd, but counts where another one comes between', () => {
  const series = [letter('a', '10', 'day', 'un'), letter('b', '11', 'day', 'un'), letter('c', '12', 'day', 'un')]
  expect(found(...series)).toEqual([])
  expect(found(...series, letter('x', '13', 'week', 'un'))).toEqual(['10 13 un a b c x'])
})

test('a stretch is told once, with every topic whose readers get the same letters', () => {
  expect(found(letter('a', '10', 'day', 'un', 'act'), letter('b', '11', 'week', 'act', 'un'))).toEqual([
    '10 11 act+un a b',
  ])
  expect(
    found(letter('a', '10', 'day', 'un', 'act'), letter('b', '11', 'week', 'un'), letter('c', '12', 'vote', 'act')),
  ).toEqual(['10 11 un a b', '10 12 act a c'])
})

test('a letter to everybody crowds with every other, also where all letters are to everybody', () => {
  expect(found(letter('a', '10', 'day'), letter('b', '11', 'week', 'un'))).toEqual(['10 11 un a b'])
  expect(found(letter('a', '10', 'day'), letter('b', '11', 'week'))).toEqual(['10 11  a b'])
  expect(found()).toEqual([])
})
