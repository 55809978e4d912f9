import { expect, test } from 'vitest'
import { letterTexts } from '#domain/letter-texts'
import type { LetterContent } from '#domain/letter'

const content: LetterContent = {
  subject: 'Subject',
  preheader: 'Preheader',
  title: 'Title',
  summary: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Summary' }] }] },
  contentNote: null,
  body: { type: 'doc', content: [] },
  keyFigure: null,
  figures: [],
  ask: {
    heading: 'Heading',
    text: 'Text',
    label: 'Label',
    url: 'https://northlight.example/',
    message: { subject: 'A question', text: ['First', 'Second'] },
  },
}

const matter = {
  locale: 'ko' as const,
  isDecisionOpen: false,
  event: {
    event: {
      name: { en: 'Table', ko: '식탁' },
      date: '2026-07-14',
      time: '19:00',
      timeZone: 'Asia/Seoul',
      durationMinutes: 60,
      place: { en: 'Library', ko: '도서관' },
      url: null,
    },
    calendarUrl: 'https://northlight.example/event.ics',
  },
  decision: {
    name: '결의',
    outcome: { result: 'postponed' as const },
    day: Temporal.PlainDate.from('2025-12-18'),
    timeZone: 'America/New_York',
    sourceUrl: 'https://un.example/',
  },
  corrects: { title: '앞선 편지', sentOn: Temporal.PlainDate.from('2026-07-14'), url: 'https://northlight.example/' },
}

const textsAt = (place: string, ...input: Parameters<typeof letterTexts>) =>
  letterTexts(...input).flatMap((one) => (one.place === place ? [one.text] : []))

test('the message of an ask is part of what a letter says', () => {
  expect(textsAt('message', content)).toEqual(['A question', 'First', 'Second'])
  expect(textsAt('ask', content)).toEqual(['Heading', 'Text', 'Label'])
})

test('what is printed beside the content is told in the language of the letter, where it is given', () => {
  expect(textsAt('event', content, matter)).toEqual(['식탁', '도서관'])
  expect(textsAt('decision', content, matter)).toEqual(['결의'])
  expect(textsAt('corrects', content, matter)).toEqual(['앞선 편지'])
  expect(textsAt('event', content)).toEqual([])
})
