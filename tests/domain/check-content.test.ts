import { describe, expect, test } from 'vitest'
import { checkContent, contentsByLocale, findDrift, type ContentContext } from '#domain/check-content'
import { hostOf } from '#domain/check-links'
import { weighFinding } from '#domain/finding'
import { findPlaceholders } from '#domain/find-placeholders'
import { factIdsOf, type LetterContent } from '#domain/letter'
import { draftsOf } from '#domain/library-drafts'
import { locales, type Locale } from '#domain/locale'
import type { RichText } from '#domain/rich-text'
import { watchedForms } from '#domain/watch-list'
import { seed } from './support/seed.ts'

const facts = new Map(seed.facts.map((fact) => [fact.id, fact]))

function contextOf(content: LetterContent, more: Partial<ContentContext> = {}): ContentContext {
  return {
    locale: 'en',
    issueId: null,
    sendOn: null,
    cautions: seed.cautions,
    watchList: { hashes: new Set(), hash: (form) => form },
    facts: factIdsOf(content).flatMap((id) => facts.get(id) ?? []),
    changedFacts: new Set(),
    hosts: [...Object.values(seed.cause.links).map(hostOf), ...seed.cause.linkHosts],
    today: Temporal.PlainDate.from('2026-05-13'),
    ...more,
  }
}

describe('every letter that the seed library begins', () => {
  const drafts = draftsOf(seed)

  test('passes without anything that blocks, but for facts to acknowledge and places to fill in', () => {
    const blocking = drafts.flatMap(({ name, locale, issueId, content }) =>
      checkContent(content, contextOf(content, { locale, issueId }))
        .map((found) => weighFinding(found, { findings: [], facts: factIdsOf(content) }))
        .filter(({ severity, rule }) => severity === 'blocking' && rule !== 'placeholder')
        .map(({ rule, place, quote }) => `${name}: ${rule} ${place} ${quote}`),
    )
    expect(blocking).toEqual([])
    expect(drafts.length).toBeGreaterThan(150)
  })

  test('has its places to fill in where the day decides what is true, and in each language', () => {
    const open = drafts.flatMap(({ name, locale, content }) =>
      findPlaceholders(content).map(({ place }) => ({ name: name.replace(/, \w+$/, ''), locale, place })),
    )
    const inKorean = open.filter(({ locale }) => locale === 'ko')
    expect(open.filter(({ locale }) => locale === 'en').map(({ name }) => name)).toEqual(
      inKorean.map(({ name }) => name),
    )
    expect(inKorean.length).toBeGreaterThan(5)
  })

  test('cites the same facts in each language', () => {
    const drifting = seed.issues.filter(
      ({ brief }) => findDrift({ en: { ...brief.en, ask: null }, ko: { ...brief.ko, ask: null } }).length > 0,
    )
    expect(drifting).toEqual([])
  })

  test('is stopped by what is planted in it', () => {
    const planted: Readonly<Record<Locale, string>> = {
      en: 'A defector, 23 years old, said […]: read https://bit.ly/x',
      ko: '탈북자(23세)가 ○○○에서 말하였습니다.',
    }
    for (const { content, locale, issueId } of drafts) {
      const body = { ...content.body, content: [...content.body.content, ...textOf(planted[locale]).content] }
      const rules = checkContent({ ...content, body }, contextOf(content, { locale, issueId })).map(({ rule }) => rule)
      expect(rules).toEqual(expect.arrayContaining(['term', 'identifying-detail', 'placeholder']))
    }
  })
})

const letter: LetterContent = {
  subject: 'One short letter',
  preheader: 'And one thing to do',
  title: 'A day for neighbours',
  summary: textOf('It is about company.'),
  contentNote: null,
  body: textOf('Nothing else.'),
  keyFigure: null,
  figures: [],
  ask: null,
}

const findingsOf = (parts: Partial<LetterContent>, more: Partial<ContentContext> = {}) => {
  const content = { ...letter, ...parts }
  return checkContent(content, contextOf(content, more)).map(({ rule, locale, place = null, quote = null }) =>
    [rule, locale, place, quote].filter((part) => part !== null).join(' '),
  )
}

describe('a fault that is planted', () => {
  test.each<[Locale, Partial<LetterContent>, string[]]>([
    ['en', { body: textOf('Told by Hong Gil-dong.') }, ['watch-list en body hong gildong']],
    ['ko', { body: textOf('홍길동이 말하였습니다.') }, ['watch-list ko body 홍길동']],
    ['en', { title: 'Figures [number]' }, ['placeholder en title [number]']],
    ['ko', { title: '수치 [숫자]' }, ['placeholder ko title [숫자]']],
    ['en', { body: linked('https://elsewhere.example/') }, ['link-elsewhere en body elsewhere.example']],
    ['ko', { body: linked('https://han.gl/abc') }, ['link-shortened ko body han.gl']],
    ['en', { body: linked('http://northlight.example/') }, ['link-insecure en body http://northlight.example/']],
    ['en', { body: citing('CNT-06') }, []],
    ['ko', { body: citing('CNT-15') }, ['fact-stale ko CNT-15', 'fact-conflicting ko CNT-15']],
  ])('is found where it stands, in %s: %j', (locale, parts, findings) => {
    const watched = new Set([...watchedForms('Hong Gil-dong'), ...watchedForms('홍길동')])
    const watchList = { hashes: watched, hash: (form: string) => form }
    expect(findingsOf(parts, { locale, watchList })).toEqual(findings)
  })

  test('is found where a fact was changed after the revision was saved', () => {
    expect(findingsOf({ body: citing('CNT-06') }, { changedFacts: new Set(['CNT-06', 'CNT-01']) })).toEqual([
      'fact-changed en CNT-06',
    ])
  })

  test.each([
    ['1,000', ['one-end-of-a-range en keyFigure CNT-15']],
    ['2,000+', ['one-end-of-a-range en keyFigure CNT-15']],
    ['1,000–2,000', []],
    ['thousands', []],
  ])('is found in a figure that stands for a range: %s', (figure, findings) => {
    const keyFigure = { factId: 'CNT-15', figure, unit: null, label: 'In Europe' }
    expect(findingsOf({ keyFigure }).filter((found) => found.startsWith('one-end'))).toEqual(findings)
  })

  test('is not found in a link to the source of a fact that the letter cites', () => {
    const fact = seed.facts.find(({ sourceUrl }) => sourceUrl?.startsWith('https://'))
    if (!fact?.sourceUrl) throw new Error('The ledger has no fact with a page.')
    const cited = { summary: citing(fact.id), body: linked(fact.sourceUrl) }
    expect(findingsOf(cited).filter((found) => found.startsWith('link'))).toEqual([])
    expect(findingsOf({ body: cited.body })).toEqual([`link-elsewhere en body ${hostOf(fact.sourceUrl)}`])
  })
})

describe('languages that differ', () => {
  test('are found, each with what it lacks', () => {
    const contents = {
      en: { ...letter, body: citing('CNT-06', 'CNT-07') },
      ko: { ...letter, body: citing('CNT-08', 'CNT-06') },
    }
    expect(findDrift(contents)).toEqual([
      { rule: 'translation-drift', locale: 'en', quote: 'CNT-08' },
      { rule: 'translation-drift', locale: 'ko', quote: 'CNT-07' },
    ])
  })

  test('are not found in another order, nor where there is one language', () => {
    const [one, other] = [citing('CNT-06', 'CNT-07'), citing('CNT-07', 'CNT-06')]
    expect(findDrift({ en: { ...letter, body: one }, ko: { ...letter, body: other } })).toEqual([])
    expect(findDrift({ ko: { ...letter, body: one } })).toEqual([])
  })
})

test('the languages of a letter are in our order, whatever theirs', () => {
  expect(contentsByLocale({ ko: letter, en: letter }).map(({ locale }) => locale)).toEqual([...locales])
})

function textOf(words: string): RichText {
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
}

function citing(...factIds: string[]): RichText {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', content: factIds.map((factId) => ({ type: 'factCitation', attrs: { factId } })) }],
  }
}

function linked(href: string): RichText {
  return {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href } }] }] },
    ],
  }
}
