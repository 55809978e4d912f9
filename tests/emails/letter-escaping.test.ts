import { describe, expect, test } from 'vitest'
import type { LetterInput } from '#domain/mail-template'
import { mergeLetter } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import { linksOf, tagsOf, wordsOf } from './markup.ts'
import { sampleLetters, sendLetter } from './sample-letters.ts'

describe('what a letter is given stays text', () => {
  const hostile = [
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `' onmouseover='alert(1)`,
    `</style></title><b>`,
    `{{constructor}} \${7*7} <%= 1 %>`,
    `&lt;b&gt; &amp;`,
  ]

  test.each(hostile)('%s in the content', async (payload) => {
    const harmless = await sendLetter(withText(sampleLetters.en, 'harmless'))
    const { html, text } = await sendLetter(withText(sampleLetters.en, payload))
    expect(tagsOf(html).map(shape)).toEqual(tagsOf(harmless.html).map(shape))
    expect(text).toContain(payload)
    expect(wordsOf(html)).toContain(payload.replace(/\s+/g, ' '))
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

// The payload stands wherever staff can write.
function withText(input: LetterInput, text: string): LetterInput {
  const { content } = input
  const inline = { type: 'text' as const, text }
  const link = { ...inline, marks: [{ type: 'link' as const, attrs: { href: 'https://partner.example/' } }] }
  const doc = { type: 'doc' as const, content: [{ type: 'paragraph' as const, content: [inline, link] }] }
  if (content.keyFigure === null || content.ask === null) throw new Error('The sample has a key figure and an ask')
  return {
    ...input,
    content: {
      subject: text,
      preheader: text,
      title: `${text} in the title`,
      summary: doc,
      contentNote: text,
      body: doc,
      keyFigure: { ...content.keyFigure, figure: text, unit: text, label: text },
      figures: content.figures.map((figure) => ({ ...figure, figure: text, heading: text, sentence: text })),
      ask: { ...content.ask, heading: text, text, label: text },
    },
    topics: [text],
    code: text,
    letterhead: { ...input.letterhead, name: { en: text, ko: text }, postalAddress: { en: text, ko: text } },
  }
}
