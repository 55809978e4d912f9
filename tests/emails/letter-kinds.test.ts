import { describe, expect, test } from 'vitest'
import { letterKinds, slots, type Segments } from '#domain/mail-template'
import { mailTemplates } from '#emails/templates'
import { linksOf, tagsOf, wordsOf } from './markup.ts'
import { everyLetter, sendLetter } from './sample-letters.ts'

const loading = /^(img|link|script|iframe|object|embed|video|audio|source|svg|input|form)$/

// Every byte of a letter is paid for once for each reader.
const bytesMax = 20_000

test('there is a sample of every kind', () => {
  expect(new Set(everyLetter.map(({ input }) => input.kind))).toEqual(new Set(letterKinds))
})

describe.each(everyLetter)('$name', ({ input }) => {
  const { locale, content, values } = input

  test('declares its language on the page and on its body', async () => {
    const { html } = await sendLetter(input)
    const languages = tagsOf(html).filter(({ name }) => name === 'html' || name === 'body')
    expect(languages.map(({ attributes }) => attributes.get('lang'))).toEqual([locale, locale])
  })

  test('has every slot in both parts', async () => {
    const { html, text } = await mailTemplates.compileLetter(input)
    expect(slotsIn(html)).toEqual(new Set(slots))
    expect(slotsIn(text)).toEqual(new Set(slots))
  })

  test('is compiled to the same bytes every time', async () => {
    const again = { ...input, content: structuredClone(content), facts: structuredClone(input.facts) }
    expect(await mailTemplates.compileLetter(again)).toEqual(await mailTemplates.compileLetter(input))
  })

  test('loads nothing when it is opened, and stays small', async () => {
    const { html } = await sendLetter(input)
    expect(
      tagsOf(html).filter(
        ({ name, attributes }) => loading.test(name) || attributes.has('src') || attributes.has('background'),
      ),
    ).toEqual([])
    expect(html).not.toMatch(/url\(|@import|@font-face/i)
    expect(new TextEncoder().encode(html).length).toBeLessThan(bytesMax)
  })

  test('links to nothing but what it was given and what was made of it', async () => {
    const { html } = await sendLetter(input)
    const { panels } = await mailTemplates.compileLetter(input)
    const given = [
      ...Object.values(input.urls),
      ...Object.values(panels ?? {}).flatMap((panel) =>
        panel === null
          ? []
          : [...panel.rows, ...panel.links, ...(panel.button ? [panel.button] : [])].map(({ url }) => url),
      ),
      content.ask?.url,
      ...input.facts.map(({ sourceUrl }) => sourceUrl),
      values.preferencesUrl,
      values.unsubscribeUrl,
      `mailto:${input.letterhead.contactAddress}`,
    ]
    expect(linksOf(html).filter((link) => !given.includes(link))).toEqual([])
    expect(linksOf(html)).toEqual(expect.arrayContaining(Object.values(input.urls)))
  })

  test('has one button at most', async () => {
    const { html } = await sendLetter(input)
    expect(tagsOf(html).filter(({ attributes }) => attributes.get('class') === 'btna').length).toBeLessThanOrEqual(1)
  })
})

describe.each(everyLetter)('the parts: $name', ({ input }) => {
  const { locale, content, values } = input

  test('link to the same in text, but for the one that opens printed words as a mail', async () => {
    const { html, text } = await sendLetter(input)
    const links = linksOf(html).flatMap((link) => (link.startsWith('mailto:?') ? [] : [link.replace('mailto:', '')]))
    expect(links.filter((link) => !text.split(/\s+/).includes(link))).toEqual([])
  })

  test('keep the text within 72 columns, a Hangul syllable counting two, and free of markup', async () => {
    const { text } = await sendLetter(input)
    const columns = (line: string) =>
      [...line].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0)
    expect(text.split('\n').filter((line) => columns(line) > 72 && !line.includes('https://'))).toEqual([])
    expect(text).not.toMatch(/[\u2060\u00a0\ue000-\uf8ff]|&(?:amp|lt|gt|quot|nbsp|#\w+);|<\/?\w+>|null|undefined/)
  })

  test('say the same', async () => {
    const { html, text } = await sendLetter(input)
    const { panels } = await mailTemplates.compileLetter(input)
    const pieces = [
      content.title,
      content.contentNote,
      content.ask?.heading,
      content.ask?.text,
      content.keyFigure?.label,
      ...content.figures.flatMap(({ figure, heading, sentence }) => [figure, heading, sentence]),
      ...Object.values(panels ?? {}).flatMap((panel) =>
        panel === null
          ? []
          : [
              panel.heading,
              panel.subject,
              panel.note,
              ...panel.paragraphs,
              ...panel.tally.flatMap(({ count, label }) => [String(count), label]),
              ...panel.rows.flatMap(({ label, value, url }) => (url === null ? [label, value] : [label])),
            ],
      ),
    ].filter((piece) => piece !== null && piece !== undefined)
    expect(pieces.length).toBeGreaterThan(2)
    for (const part of [html, text]) expect(pieces.filter((piece) => !dense(part).includes(dense(piece)))).toEqual([])
  })

  test('print the code, the phrase and where to compare them', async () => {
    const { html, text } = await sendLetter(input)
    for (const part of [wordsOf(html), text]) {
      expect(part).toContain(input.code)
      expect(part).toContain(values.phrase)
      expect(part).toContain('northlight.example/verify')
      expect(part).toContain(input.letterhead.postalAddress[locale])
    }
  })
})

function slotsIn(segments: Segments): Set<string> {
  return new Set(segments.flatMap((segment) => (typeof segment === 'string' ? [] : [segment.slot])))
}

// Without the spaces, line ends and signs by which the two parts set the same words apart; titles are raised in text.
function dense(part: string): string {
  return wordsOf(part)
    .replace(/[\s>-]/g, '')
    .toLowerCase()
}
