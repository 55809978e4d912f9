import { describe, expect, test } from 'vitest'
import type { LetterDecision, LetterInput } from '#domain/mail-template'
import { wordsOf } from './markup.ts'
import { letterSamples, sendLetter } from './sample-letters.ts'

const said = async (input: LetterInput) => {
  const { html, text } = await sendLetter(input)
  return { html: wordsOf(html.replaceAll('\u2060', '')), text: text.replace(/\s+/g, ' ') }
}

const samples = {
  adopted: letterSamples['un-resolution, adopted'],
  vote: letterSamples['un-resolution, put to the vote'],
  eve: letterSamples['un-resolution, on the eve'],
}

function decided(outcome: LetterDecision['outcome']): LetterInput {
  const input = samples.adopted('en')
  if (input.decision === null) throw new Error('The sample has a decision')
  return { ...input, decision: { ...input.decision, name: 'The yearly text', outcome } }
}

const endings: readonly [LetterDecision['outcome'], string][] = [
  [{ result: 'postponed' }, 'Postponed, nothing decided'],
  [{ result: 'reported', document: null }, 'Reported and discussed'],
  [
    { result: 'reviewed', document: null, recommendations: 294, refused: 144, concludedOn: '2025-03-25' },
    'Recommendations: 294, of which 144 refused Concluded: Tuesday 25 March 2025',
  ],
  [
    { result: 'reviewed', document: null, recommendations: 294, refused: null, concludedOn: null },
    'Recommendations: 294 Source',
  ],
  [{ result: 'adopted', document: null, coSponsors: 1, countries: [] }, 'Co-sponsors: 1 state Source'],
  [{ result: 'adopted', document: null, coSponsors: null, countries: ['KR'] }, 'Co-sponsors: South Korea Source'],
  [
    {
      result: 'rejected-by-vote',
      document: null,
      coSponsors: null,
      countries: [],
      for: 1,
      against: 2,
      abstaining: 0,
    },
    'Rejected by vote',
  ],
]

describe('a decision', () => {
  test('is told with its number, its sponsors, its source and both days, in the language of the letter', async () => {
    for (const part of Object.values(await said(samples.adopted('ko')))) {
      expect(part).toContain('표결 없이 채택')
      expect(part).toContain('현지 2025년 12월 18일(목), 한국 2025년 12월 19일(금)')
      expect(part).toContain('A/RES/80/999')
      expect(part).toContain('대한민국, 일본 등 61개국')
    }
    const english = await said(samples.adopted('en'))
    for (const part of Object.values(english)) {
      expect(part).toContain('Adopted without a vote')
      expect(part).toContain('Thursday 18 December 2025 (local date)')
      expect(part).toContain('61 states, among them South Korea, Japan')
    }
    expect(english.text).toContain('Source: https://press.un.example/ga/decisions')
  })

  test('is told with its votes, and only with a day that is certain', async () => {
    const { html, text } = await said(samples.vote('en'))
    expect(html).toContain('30 for 6 against 11 abstaining')
    expect(text).toContain('for 30 · against 6 · abstaining 11')
    // A vote in Geneva falls on the next day in Seoul, or not, by its hour.
    expect((await said(samples.vote('ko'))).text).toContain('날짜: 현지 2014년 3월 28일(금) 문서')
  })

  test.each(endings)('that ended with %o is told so', async (outcome, words) => {
    const { text } = await said(decided(outcome))
    expect(text).toContain(words)
    expect(text).toContain('The yearly text')
  })

  test('that is still open is said to be open, with the day on which it is expected', async () => {
    for (const part of Object.values(await said(samples.eve('en')))) {
      expect(part).toContain('Nothing is decided yet')
      expect(part).toContain('Expected on Thursday 17 December 2026.')
    }
    const undated = await said({ ...samples.eve('ko'), date: null })
    expect(undated.text).toContain('날짜도 결과도 아직 정해지지 않았습니다.')
  })
})

describe('an invitation', () => {
  const invite = (changes: object): LetterInput => {
    const input = letterSamples.event('en')
    if (input.event === null) throw new Error('The sample has an event')
    return { ...input, event: { ...input.event, event: { ...input.event.event, ...changes } } }
  }

  test('says day, hours with their zone, length and place', async () => {
    const { text } = await said(invite({}))
    expect(text).toContain(
      'Day: Tuesday 14 July 2026 Time: 19:00–20:30 (Korean Standard Time) Length: 1 hour, 30 minutes Place: Yesi Library, 2F, Seoul',
    )
  })

  test('that ends on another day says which, and one without a place is online', async () => {
    const { text } = await said(invite({ time: '22:00', durationMinutes: 26 * 60, place: null }))
    expect(text).toContain('Time: 22:00 until 00:00 on Thursday 16 July 2026 (Korean Standard Time)')
    expect(text).toContain('Length: 1 day, 2 hours Place: Online')
  })

  test('elsewhere says in Korean what the clock in Korea shows', async () => {
    const input = letterSamples.event('ko')
    if (input.event === null) throw new Error('The sample has an event')
    const event = { ...input.event.event, timeZone: 'America/New_York' }
    expect((await said({ ...input, event: { ...input.event, event } })).text).toContain(
      '시간: 오후 7:00~오후 8:30(미 동부 시간) 한국 시각: 2026년 7월 15일(수) 오전 8:00',
    )
    expect((await said(input)).text).not.toContain('한국 시각')
  })

  test('keeps its one button for the event, and without a page for it gives it to the ask', async () => {
    const buttons = async (input: LetterInput) =>
      [...(await sendLetter(input)).html.matchAll(/<a href="([^"]*)" class="btna"/g)].map(([, url]) => url)
    expect(await buttons(invite({}))).toEqual(['https://northlight.example/events/open-table'])
    expect(await buttons(invite({ url: null }))).toEqual(['https://northlight.example/events'])
  })
})

test('a message is printed to copy, and said to give away who sends it', async () => {
  const input = letterSamples['action-alert']('ko')
  const message = input.content.ask?.message
  if (!message) throw new Error('The sample has a message')
  for (const part of Object.values(await said(input))) {
    for (const paragraph of [message.subject, ...message.text]) expect(part).toContain(paragraph)
    expect(part).toContain('안전한 경우에만 보내 주세요')
  }
})

test('a correction says first which letter it corrects, then what was wrong, then what is right', async () => {
  for (const part of Object.values(await said(letterSamples.correction('en')))) {
    const order = [
      '“A day for everyone who began again”, sent on Tuesday 14 July 2026',
      '33,523',
      'What is right',
      '34,537',
    ]
    const places = order.map((piece) => part.indexOf(piece))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  }
})

test('a disputed figure names whoever says it', async () => {
  const input = letterSamples['issue-brief']('en')
  const figures = [{ factId: 'CNT-11', figure: '225', heading: 'Admitted', sentence: 'In one article.' }]
  const { text } = await said({ ...input, content: { ...input.content, figures } })
  expect(text).toContain(
    'as of 19 February 2020 [1] · according to Korea Economic Institute of America'.replace('as', 'As'),
  )
  expect(text).toMatch(/South Korean state institute; disputed/)
})
