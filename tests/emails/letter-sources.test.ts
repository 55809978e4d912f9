import { describe, expect, test } from 'vitest'
import { mailTemplates } from '#emails/templates'
import { linksOf, wordsOf } from './markup.ts'
import { sampleLetters, sendLetter } from './sample-letters.ts'

describe('sources', () => {
  test('are numbered in the order in which the facts come, one number for a publication', async () => {
    const { text } = await sendLetter(sampleLetters.en)
    const publications = new Set(
      sampleLetters.en.facts.map(({ publisher, author, sourceTitle }) => [publisher, author, sourceTitle].join('|')),
    )
    const numbers = [...text.matchAll(/^\[(\d+)\] /gm)].map(([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: publications.size }, (_, index) => index + 1))
  })

  test('say where the ledger holds a conflicting figure', async () => {
    const settled = sampleLetters.en.facts.map((fact) => ({ ...fact, conflictsWith: [] }))
    const notice = 'Other figures on this subject differ: 2022 survey.'
    expect(wordsOf((await sendLetter(sampleLetters.en)).html)).toContain(notice)
    expect(wordsOf((await sendLetter({ ...sampleLetters.en, facts: settled })).html)).not.toContain('differ')
  })

  test('link only over https', async () => {
    const insecure = sampleLetters.en.facts.map((fact) => ({ ...fact, sourceUrl: 'http://archive.example/plain' }))
    const { html, text } = await sendLetter({ ...sampleLetters.en, facts: insecure })
    expect(linksOf(html)).not.toContain('http://archive.example/plain')
    expect(text).not.toContain('http://archive.example/plain')
  })

  test('a fact that was not handed in is refused', async () => {
    const facts = sampleLetters.en.facts.filter(({ id }) => id !== 'X-01')
    await expect(mailTemplates.compileLetter({ ...sampleLetters.en, facts })).rejects.toMatchObject({
      code: 'fact-unknown',
      detail: { factId: 'X-01' },
    })
  })

  test('a figure that has aged by the day of the letter says so', async () => {
    const aged = 'the newest figure we could confirm'
    expect(wordsOf((await sendLetter(sampleLetters.en)).html)).toContain(aged)
    const early = { ...sampleLetters.en, date: Temporal.PlainDate.from('2019-12-31') }
    expect(wordsOf((await sendLetter(early)).html)).not.toContain(aged)
  })
})
