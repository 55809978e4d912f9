import { describe, expect, test } from 'vitest'
import { draftLetter } from '#domain/draft-letter'
import { factIdsOf, letterContentsSchema, type LetterContents } from '#domain/letter'
import { letterTexts } from '#domain/letter-texts'
import { locales } from '#domain/locale'
import type { LetterStep } from '#domain/playbook'
import { seed, seededObservance } from './support/seed.ts'

const letters = new Map(Object.entries(seed.letters))

function issueOf(id: string) {
  const found = seed.issues.find((issue) => issue.id === id)
  if (found === undefined) throw new Error(`No issue ${id}`)
  return found
}

function stepOf(observanceId: string, offsetDays: number): LetterStep {
  const playbook = seed.playbooks.series.find(({ observance }) => observance === observanceId)
  const step = playbook?.series.find((one) => one.offsetDays === offsetDays)
  if (step?.kind !== 'letter') throw new Error(`No letter ${observanceId} ${offsetDays}`)
  return step
}

function draft(observanceId: string, step: LetterStep): LetterContents {
  return draftLetter({
    step,
    observance: seededObservance(observanceId),
    issue: issueOf(step.issue),
    letters,
    purposeWords: seed.playbooks.purposes,
    links: seed.cause.links,
  })
}

describe('a draft', () => {
  test('about a day is headed by the day and goes on with the opening of its step', () => {
    const { en, ko } = draft('nk-defectors-day', stepOf('nk-defectors-day', -7))
    expect(en).toMatchObject({
      subject: 'Next week, a day for new neighbours',
      title: 'North Korean Defectors’ Day',
      contentNote: null,
      keyFigure: null,
      ask: { label: 'Find an event', url: 'https://northlight.example/events' },
    })
    expect(ko).toMatchObject({ title: '북한이탈주민의 날', ask: { label: '행사 찾기' } })
    expect(en && factIdsOf(en)).toEqual(['POL-06', 'RES-04', 'RES-12'])
  })

  test('of a brief goes from the opening into the brief, with its figure and its note', () => {
    const { en } = draft('world-refugee-day', stepOf('world-refugee-day', 1))
    expect(en?.title).toBe('Workers stranded in Russia')
    expect(en?.contentNote).toBe('This brief mentions forced return.')
    expect(en?.body.content.length).toBeGreaterThan(issueOf('russia-route').brief.en.body.content.length)
  })

  test('without words of its own takes those of its purpose and the ask of its issue', () => {
    const { en, ko } = draft('trafficking-day', stepOf('trafficking-day', -1))
    expect(en).toMatchObject({
      subject: 'Tomorrow: what to look out for',
      title: 'World Day against Trafficking in Persons',
      contentNote: issueOf('trafficked-women').brief.en.contentNote,
      ask: { label: 'Support survivor services', url: 'https://northlight.example/donate' },
    })
    expect(ko?.subject).toBe('내일 눈여겨볼 일')
    const report = draft('trafficking-day', stepOf('trafficking-day', 1))
    expect(report.en?.title).toBe('Women and children caught in trafficking')
    expect(report.en?.body).toEqual(issueOf('trafficked-women').brief.en.body)
  })

  test('takes a written letter as it is', () => {
    expect(draft('nk-defectors-day', stepOf('nk-defectors-day', 0))).toEqual(seed.letters['defectors-day'])
  })

  test('is made in the languages of its step alone', () => {
    const step = { ...stepOf('nk-defectors-day', -7), languages: ['ko' as const] }
    expect(Object.keys(draft('nk-defectors-day', step))).toEqual(['ko'])
  })

  test('is not made from words that the library has not', () => {
    const lost: LetterStep = { ...stepOf('nk-defectors-day', 0), words: { from: 'letter', letter: 'lost' } }
    expect(() => draft('nk-defectors-day', lost)).toThrow('The letter lost in en: not in the library')
    const wordless: LetterStep = { ...lost, purpose: 'plan', words: { from: 'purpose' } }
    expect(() => draft('nk-defectors-day', wordless)).toThrow('Words for the purpose plan: not in the library')
  })
})

test('the draft of every step of the library is a letter that can be stored, with words in every part', () => {
  const drafts = seed.playbooks.series.flatMap(({ observance, series }) =>
    series.flatMap((step) => (step.kind === 'letter' ? [draft(observance, step)] : [])),
  )
  for (const contents of drafts) {
    expect(letterContentsSchema.safeParse(contents).error).toBeUndefined()
    for (const locale of locales) {
      const content = contents[locale]
      const places = new Set(content && letterTexts(content).map(({ place }) => place))
      expect([...places]).toEqual(expect.arrayContaining(['subject', 'preheader', 'title', 'summary', 'body', 'ask']))
    }
  }
  expect(drafts.length).toBeGreaterThan(65)
})
