import { expect, test } from 'vitest'
import { dayOffset, nameClone, nameDraft } from '#domain/draft-name'
import { seededObservance } from './support/seed.ts'

const startsOn = Temporal.PlainDate.from('2027-07-14')

test('a draft is named after its observance, its year and its step', () => {
  const day = seededObservance('nk-defectors-day')
  expect(nameDraft(day, { startsOn }, { offsetDays: 0, purpose: 'day' })).toEqual({
    name: 'North Korean Defectors’ Day 2027',
    slug: 'nk-defectors-day-2027',
  })
  expect(nameDraft(day, { startsOn }, { offsetDays: -7, purpose: 'announce' })).toEqual({
    name: 'North Korean Defectors’ Day 2027, D−7',
    slug: 'nk-defectors-day-2027-announce',
  })
})

test('days are counted as staff write them', () => {
  expect([-30, 0, 1].map(dayOffset)).toEqual(['D−30', 'D-day', 'D+1'])
})

test('a clone has the year of the new one wherever the old one had its own, and at the end where it had none', () => {
  const old = { name: 'Defectors’ Day 2026: what 2026 brought', slug: 'defectors-day-2026' }
  expect(nameClone(old, 2026, 2027)).toEqual({
    name: 'Defectors’ Day 2027: what 2027 brought',
    slug: 'defectors-day-2027',
  })
  expect(nameClone({ name: 'A word in May', slug: 'a-word-12026' }, 2026, 2027)).toEqual({
    name: 'A word in May 2027',
    slug: 'a-word-12026-2027',
  })
})
