import { describe, expect, test } from 'vitest'
import { factIdsOf } from '#domain/letter'
import { letterTexts, type LetterPlace } from '#domain/letter-texts'
import { draftsOf, findHarm } from '#domain/library-drafts'
import type { Locale } from '#domain/locale'
import { seed } from './support/seed.ts'

const everything = draftsOf(seed)
const briefs = everything.filter(({ name, issueId }) => name.startsWith(`${issueId},`))
const facts = new Map(seed.facts.map((fact) => [fact.id, fact]))

describe('every letter that the library begins', () => {
  test('passes the checks of the library itself: its words, its notes, its subjects', () => {
    const findings = findHarm(seed).map(({ draft, finding }) => `${draft.name}: ${finding.rule} ${finding.quote}`)
    expect(findings).toEqual([])
    expect(everything.length).toBeGreaterThan(150)
  })

  test('prints no figure that its facts do not hold', () => {
    const unknown = everything.flatMap(({ name, content, locale, issueId }) => {
      // What heads a letter about a day are the words of the observance, whose source stands in the calendar.
      const isBrief = content.title === seed.issues.find(({ id }) => id === issueId)?.brief[locale].title
      const elsewhere: LetterPlace[] = [
        'contentNote',
        'keyFigure',
        ...(isBrief ? [] : ['title' as const, 'summary' as const]),
      ]
      const known = factIdsOf(content)
        .map((id) => JSON.stringify(facts.get(id)))
        .join(' ')
      const said = letterTexts(content)
        .filter(({ place }) => !elsewhere.includes(place))
        .map(({ text }) => withoutDays(text, locale))
        .join(' ')
      const numbers = [...new Set(said.match(/\d[\d,.]*\d|\d+/g))]
      return numbers.filter((number) => !known.includes(number)).map((number) => `${name}: ${number}`)
    })
    expect(unknown).toEqual([])
  })

  test('prints its key figure as the ledger has it', () => {
    const figures = briefs.flatMap(({ name, content }) => (content.keyFigure ? [{ name, ...content.keyFigure }] : []))
    const wrong = figures.filter(
      ({ factId, figure }) => !facts.get(factId)?.statement.en.includes(figure.replace('+', '')),
    )
    expect(wrong).toEqual([])
    expect(figures.map(({ name, figure }) => `${name}: ${figure}`)).toEqual([
      'forced-repatriation, en: 500+',
      'forced-repatriation, ko: 500+',
      'fewer-arrivals, en: 67',
      'fewer-arrivals, ko: 67',
    ])
  })

  test('asks for one thing only', () => {
    const second = / also |\bthen ask\b|그리고 .*요청해 주세요/i
    expect(everything.filter(({ content }) => second.test(content.ask?.text ?? '')).map(({ name }) => name)).toEqual([])
  })

  test('speaks to Korean readers in the polite form throughout', () => {
    const impolite = everything
      .filter(({ locale }) => locale === 'ko')
      .flatMap(({ name, content }) =>
        letterTexts(content)
          // A question that is put to a text, as in a list of questions, has a form of its own.
          .filter(({ place, text }) => (place === 'summary' || place === 'body') && text.endsWith('.'))
          .flatMap(({ text }) => text.split(/(?<=[.?!])\s+/))
          .filter((sentence) => !/(니다|세요|까|요|십시오)[.?!]$/.test(sentence) && !/는가[.,]/.test(sentence))
          .map((sentence) => `${name}: ${sentence}`),
      )
    expect(impolite).toEqual([])
  })

  test('uses the quotation marks and apostrophes of print', () => {
    const straight = everything.flatMap(({ name, content }) =>
      letterTexts(content).flatMap(({ text }) => (/["']/.test(text) ? [`${name}: ${text}`] : [])),
    )
    expect(straight).toEqual([])
  })
})

// The days of observances, years of laws and numbers of articles are no figures of the ledger.
function withoutDays(text: string, locale: Locale): string {
  const days =
    locale === 'en'
      ? /\b\d{1,2}(?: to \d{1,2})? (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?/g
      : /(\d{4}년 )?\d{1,2}월( \d{1,2}일)?/g
  return text.replace(days, '')
}
