import { describe, expect, test } from 'vitest'
import { harmRules } from '#domain/cautions'
import { checkLetter, type HarmContext } from '#domain/do-no-harm'
import type { LetterContent } from '#domain/letter'
import type { Locale } from '#domain/locale'
import type { RichText } from '#domain/rich-text'
import { watchedForms } from '#domain/watch-list'
import { on } from './support/day-texts.ts'
import { seed } from './support/seed.ts'

function text(...paragraphs: string[]): RichText {
  return {
    type: 'doc',
    content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })),
  }
}

function citing(...factIds: string[]): RichText {
  return {
    type: 'doc',
    content: [{ type: 'paragraph', content: factIds.map((factId) => ({ type: 'factCitation', attrs: { factId } })) }],
  }
}

const harmless: LetterContent = {
  subject: 'One short letter',
  preheader: 'And one thing to do',
  title: 'A day for neighbours',
  summary: text('It is about company.'),
  contentNote: null,
  body: text('Nothing else.'),
  keyFigure: null,
  figures: [],
  ask: null,
}

const context: HarmContext = {
  locale: 'en',
  issueId: null,
  sendOn: null,
  cautions: seed.cautions,
  watchList: { hashes: new Set(), hash: (form) => form },
}

function findingsOf(content: Partial<LetterContent>, more: Partial<HarmContext> = {}): string[] {
  return checkLetter({ ...harmless, ...content }, { ...context, ...more }).map(({ rule, place, quote }) =>
    [rule, place, quote].filter((word) => word !== null).join(' '),
  )
}

test('a harmless letter leads to no finding', () => {
  expect(findingsOf({})).toEqual([])
})

describe('words to avoid', () => {
  test.each<[locale: Locale, words: string, findings: string[]]>([
    ['en', 'Two defectors and a Defector spoke.', ['term body defectors', 'term body Defector']],
    ['en', 'On North Korean Defectors’ Day', []],
    ['en', "On North Korean Defectors' Day", []],
    ['en', 'On North Korean Defectors’ Day a defector spoke.', ['term body defector']],
    ['en', 'She was called a bride.', ['term body bride']],
    ['en', 'A bridegroom, a bridesmaid.', []],
    ['en', 'He committed  suicide.', ['term body committed  suicide']],
    ['ko', '탈북자와 새터민이', ['term body 탈북자', 'term body 새터민']],
    ['ko', '통일부는 ‘북향민’이라는 말을 씁니다.', []],
    ['ko', '북향민을 돕습니다.', ['term body 북향민']],
    ['ko', '탈북민을 돕습니다.', []],
    ['ko', '팔려  간 여성', ['term body 팔려  간 여성']],
  ])('in %s: %s', (locale, words, findings) => {
    expect(findingsOf({ body: text(words) }, { locale })).toEqual(findings)
  })

  test('come with the word to prefer, in the language of the letter', () => {
    const [en] = checkLetter({ ...harmless, body: text('A defector') }, context)
    expect(en?.remedy).toBe('Write “escapee”. Keep the word only in an official name or a quotation.')
    const [ko] = checkLetter({ ...harmless, body: text('탈북자') }, { ...context, locale: 'ko' })
    expect(ko?.remedy).toBe('‘탈북민’(으)로 쓰십시오. 공식 명칭이나 인용에서만 그대로 둡니다.')
  })

  test('are found in every part of a letter', () => {
    const word = 'defector'
    const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: word }] }
    const places = findingsOf({
      title: word,
      contentNote: word,
      summary: text(word),
      body: {
        type: 'doc',
        content: [
          { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: word }] },
          { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph] }] },
          { type: 'blockquote', content: [paragraph] },
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'def', marks: [{ type: 'bold' }] },
              { type: 'text', text: 'ector' },
            ],
          },
        ],
      },
      keyFigure: { factId: 'X-01', figure: '1', unit: null, label: word },
      figures: [{ factId: 'X-01', figure: '1', heading: word, sentence: word }],
      ask: { heading: word, text: word, label: word, url: 'https://northlight.example', message: null },
    })
    expect(places.map((finding) => finding.split(' ')[1])).toEqual([
      'title',
      'contentNote',
      'summary',
      ...Array.from({ length: 4 }, () => 'body'),
      'keyFigure',
      ...Array.from({ length: 2 }, () => 'figures'),
      ...Array.from({ length: 3 }, () => 'ask'),
    ])
  })
})

describe('what is not our voice', () => {
  test.each<[locale: Locale, words: string, findings: string[]]>([
    ['en', 'Please pray for them.', ['not-our-voice body pray for']],
    ['en', 'Until the collapse of the regime', ['not-our-voice body collapse of the regime']],
    ['en', 'Both Republicans and others', ['not-our-voice body Republicans']],
    ['ko', '함께 기도해 주세요.', ['not-our-voice body 기도해 주']],
    ['ko', '독재자의', ['not-our-voice body 독재자']],
  ])('in %s: %s', (locale, words, findings) => {
    expect(findingsOf({ body: text(words) }, { locale })).toEqual(findings)
  })
})

test('a subject and a preheader name neither the country nor the cause, and other parts may', () => {
  expect(findingsOf({ subject: 'North Korea today', preheader: 'Human  rights, and rights' })).toEqual([
    'indiscreet subject North',
    'indiscreet subject Korea',
    'indiscreet preheader Human  rights',
    'indiscreet preheader rights',
  ])
  expect(findingsOf({ subject: 'Northern lights', title: 'North Korea' })).toEqual([])
  expect(findingsOf({ subject: '북한 소식' }, { locale: 'ko' })).toEqual(['indiscreet subject 북한'])
})

describe('a letter on a hard issue', () => {
  test('begins with a content note', () => {
    expect(findingsOf({}, { issueId: 'forced-repatriation' })).toEqual(['content-note-missing'])
    expect(findingsOf({ contentNote: 'This letter mentions return.' }, { issueId: 'forced-repatriation' })).toEqual([])
    expect(findingsOf({}, { issueId: 'resettlement' })).toEqual([])
  })

  test('on mental health names every help line first, and tells which are missing', () => {
    const missing = checkLetter(
      { ...harmless, contentNote: 'In South Korea call 109.', body: text('988 and 116 123') },
      { ...context, issueId: 'mental-health' },
    )
    expect(missing.map(({ rule, place }) => [rule, place])).toEqual([['help-line-missing', 'contentNote']])
    expect(missing[0]?.remedy).toContain('United States 988, UK and Ireland 116 123')
    const complete = { contentNote: '한국 109, 미국 988, 영국과 아일랜드 116 123' }
    expect(findingsOf(complete, { issueId: 'mental-health', locale: 'ko' })).toEqual([])
  })

  test.each([
    ['2026-09-21', []],
    ['2026-09-22', ['quiet-days']],
    ['2026-09-25', ['quiet-days']],
    ['2026-09-28', ['quiet-days']],
    ['2026-09-29', []],
    // The Lunar New Year of 2027 is 7 February in Korea.
    ['2027-02-07', ['quiet-days']],
  ])('about mental health on %s', (sendOn, findings) => {
    const contentNote = '109, 988, 116 123'
    expect(findingsOf({ contentNote }, { issueId: 'mental-health', sendOn: on(sendOn) })).toEqual(findings)
    expect(findingsOf({ contentNote }, { issueId: 'resettlement', sendOn: on(sendOn) })).toEqual([])
  })
})

describe('facts', () => {
  test('that are withheld are not printed', () => {
    expect(findingsOf({ body: citing('RUS-06', 'X-01') })).toEqual(['fact-withheld RUS-06'])
  })

  test('that answer different questions do not stand side by side', () => {
    expect(findingsOf({ summary: citing('RES-05'), body: citing('RES-06') })).toEqual(['facts-together RES-05, RES-06'])
    expect(findingsOf({ body: citing('RES-05') })).toEqual([])
  })
})

describe('what could identify somebody', () => {
  test.each<[locale: Locale, words: string, findings: string[]]>([
    [
      'en',
      'A woman aged 32 and a 19-year-old',
      ['identifying-detail body aged 32', 'identifying-detail body 19-year-old'],
    ],
    ['en', 'Over the age of 20', ['identifying-detail body age of 20']],
    ['en', 'In 32 years, aged cheese', []],
    ['ko', '32세 여성과 19 살 청년', ['identifying-detail body 32세', 'identifying-detail body 19 살']],
    ['ko', '21세기에, 2세대가', []],
  ])('in %s: %s', (locale, words, findings) => {
    expect(findingsOf({ body: text(words) }, { locale })).toEqual(findings)
  })

  test('is found by the watch-list in any part', () => {
    const watchList = { hashes: new Set(watchedForms('홍길동')), hash: (form: string) => form }
    expect(findingsOf({ title: '홍길동의 편지' }, { locale: 'ko', watchList })).toEqual(['watch-list title 홍길동'])
  })
})

test('every rule has a remedy in both languages, and the checks say that they are no guarantee', () => {
  expect(Object.keys(seed.cautions.remedies).toSorted()).toEqual(harmRules.toSorted())
  expect(seed.cautions.disclaimer.en).toContain('do not replace them')
  expect(seed.cautions.disclaimer.ko).toContain('대신하지 않으며')
})
