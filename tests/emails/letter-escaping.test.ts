import { describe, expect, test } from 'vitest'
import type { LetterInput } from '#domain/mail-template'
import { mergeLetter } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import { linksOf, tagsOf, wordsOf } from './markup.ts'
import { everyLetter, sampleLetters, sendLetter } from './sample-letters.ts'

describe('what a letter is given stays text', () => {
  const hostile = [
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `' onmouseover='alert(1)`,
    `</style></title><b>`,
    `{{constructor}} \${7*7} <%= 1 %>`,
    `&lt;b&gt; &amp;`,
  ]

  // Nothing but the joining of particles is done to Korean alone.
  const letters = everyLetter.filter(({ input }) => input.locale === 'en' || input.kind === 'issue-brief')

  test.each(letters)('whatever it is, in $name', async ({ input }) => {
    const harmless = await sendLetter(withText(input, 'harmless'))
    for (const payload of hostile) {
      const { html, text } = await sendLetter(withText(input, payload))
      expect(tagsOf(html).map(shape)).toEqual(tagsOf(harmless.html).map(shape))
      // As often as words that do no harm: no field loses it, and none prints it in another form.
      expect(countIn(text, payload)).toBe(countIn(harmless.text, 'harmless'))
      expect(countIn(wordsOf(html), payload)).toBe(countIn(wordsOf(harmless.html), 'harmless'))
    }
  })

  test.each([...hostile, '$& $1 $$ $`', '{{x}} {name}'])('%s in the values of a reader', async (payload) => {
    const compiled = await mailTemplates.compileLetter(sampleLetters.en)
    const fill = (value: string) =>
      mergeLetter(compiled, { greeting: value, phrase: value, preferencesUrl: value, unsubscribeUrl: value })
    const harmless = fill('harmless')
    const { html, text } = fill(payload)
    expect(tagsOf(html).map(shape)).toEqual(tagsOf(harmless.html).map(shape))
    expect(wordsOf(html)).toContain(payload)
    expect(linksOf(html)).toContain(payload)
    expect(text).toContain(`\n${payload}\n`)
  })

  test('a mark of our own slots is refused wherever it stands', async () => {
    const [fact, ...others] = sampleLetters.en.facts
    if (fact === undefined) throw new Error('The sample cites no fact')
    const stray = '\ue003'
    for (const input of [
      { ...sampleLetters.en, code: stray },
      { ...sampleLetters.en, topics: [stray] },
      { ...sampleLetters.en, facts: [{ ...fact, publisher: stray }, ...others] },
    ]) {
      await expect(mailTemplates.compileLetter(input)).rejects.toMatchObject({ code: 'text-not-plain' })
    }
  })
})

function shape({ name, attributes }: ReturnType<typeof tagsOf>[number]): string {
  return [name, ...attributes.keys()].join(' ')
}

// Titles are raised in the text part, sentences begin with a capital, and links to calendars say it in their own code.
function countIn(text: string, piece: string): number {
  const plain = (words: string) =>
    words
      .replace(/https:\S+/g, '')
      .replace(/\s+/g, ' ')
      .toLowerCase()
  return plain(text).split(plain(piece)).length - 1
}

// The payload stands wherever staff can write, and in every letter there is everything that a letter can have.
function withText(input: LetterInput, text: string): LetterInput {
  const { content, locale } = input
  const inline = { type: 'text' as const, text }
  const link = { ...inline, marks: [{ type: 'link' as const, attrs: { href: 'https://partner.example/' } }] }
  const doc = { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [inline, link] }] }
  const [fact] = sampleLetters[locale].facts
  if (fact === undefined) throw new Error('The sample cites a fact')
  const statement = { en: text, ko: text }
  const hostileFact = {
    ...fact,
    statement,
    asOfLabel: statement,
    publisher: text,
    author: text,
    sourceTitle: text,
    certainty: 'disputed' as const,
  }
  const others = [
    { ...hostileFact, id: 'ZZ-01', conflictsWith: ['ZZ-02'] },
    { ...hostileFact, id: 'ZZ-02', conflictsWith: [] },
  ]
  return {
    ...input,
    content: {
      ...content,
      subject: text,
      preheader: text,
      title: `${text} in the title`,
      summary: doc,
      contentNote: text,
      body: doc,
      keyFigure: { factId: 'ZZ-01', figure: text, unit: text, label: text },
      figures: [{ factId: 'ZZ-02', figure: text, heading: text, sentence: text }],
      ask: {
        heading: text,
        text,
        label: text,
        url: 'https://northlight.example/',
        message: { subject: text, text: [text, text] },
      },
    },
    facts: others,
    event: {
      event: {
        name: statement,
        date: '2026-07-14',
        time: '19:00',
        timeZone: 'Asia/Seoul',
        durationMinutes: 60,
        place: statement,
        url: 'https://northlight.example/',
      },
      calendarUrl: 'https://northlight.example/event.ics',
    },
    decision: input.isDecisionOpen
      ? null
      : {
          name: text,
          outcome: { result: 'adopted', document: text, coSponsors: null, countries: [] },
          day: Temporal.PlainDate.from('2025-12-18'),
          timeZone: 'America/New_York',
          sourceUrl: 'https://northlight.example/',
        },
    corrects: { title: text, sentOn: Temporal.PlainDate.from('2026-07-14'), url: 'https://northlight.example/' },
    topics: [text],
    code: text,
    letterhead: { ...input.letterhead, name: statement, postalAddress: statement },
  }
}
