import { describe, expect, test } from 'vitest'
import { digestText } from '#crypto/manifest-keys'
import { compareLetter, letterSigns } from '#domain/compare-letter'
import { formatLetterCode } from '#domain/letter-code'
import { describeSentLetter } from '#domain/letter-manifest'
import { mergeLetter } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import { everyLetter } from './sample-letters.ts'

const origin = 'https://northlight.example'
const token = 'AbC-'.repeat(12)
const code = formatLetterCode(123_456_789_012n)
const sender = {
  name: { en: 'Northlight', ko: '노스라이트' },
  address: 'letters@northlight.example',
  replyTo: 'hello@northlight.example',
}

describe.each(everyLetter)('$name', ({ input: sample }) => {
  const input = { ...sample, code }
  const sentAt = Temporal.Instant.from('2026-07-14T00:00:00Z')

  test('is known again by what is said of it, whoever got it', async () => {
    const letter = await mailTemplates.compileLetter(input)
    const manifest = describeSentLetter(
      {
        organisation: sender.name,
        origin,
        code: input.code,
        sender,
        sentAt,
        letters: new Map([[input.locale, letter]]),
        preheaders: { [input.locale]: input.content.preheader },
      },
      digestText,
    )
    const preferences = [`${origin}/preferences/${token}`, `${origin}/preferences?lang=ko`]
    for (const [index, greeting] of [
      letter.greeting.anonymous,
      letter.greeting.named.replace('{name}', () => 'Kim & <Lee>'),
    ].entries()) {
      const values = {
        greeting,
        phrase: 'river stone lamp',
        preferencesUrl: preferences[index] ?? '',
        unsubscribeUrl: `${origin}/u/${token}`,
      }
      const received = {
        ...mergeLetter(letter, values),
        from: sender.address,
        fromName: sender.name[input.locale],
        replyTo: [sender.replyTo],
        writtenAt: sentAt.add({ minutes: 3 }),
        listFields: `<${origin}/u/${token}>`,
        hasFiles: false,
      }
      const comparison = compareLetter(received, { manifest, house: { origin, senderAddress: null } }, digestText)
      expect([comparison.unexpectedLinks, comparison.missingLinks, comparison.disguisedLinks]).toEqual([[], [], []])
      expect(comparison.signs).toEqual(Object.fromEntries(letterSigns.map((sign) => [sign, 'agrees'])))
    }
  })

  test('is described in few bytes, without anything of a reader', async () => {
    const letter = await mailTemplates.compileLetter(input)
    const letters = new Map([[input.locale, letter]])
    const manifest = JSON.stringify(
      describeSentLetter(
        { organisation: sender.name, origin, code: input.code, sender, sentAt, letters, preheaders: {} },
        digestText,
      ),
    )
    expect(manifest.length).toBeLessThan(8_000)
    expect(manifest).not.toContain(input.values.phrase)
    expect(manifest).toContain(`${origin}/u/{token}`)
  })
})
