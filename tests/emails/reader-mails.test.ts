import { describe, expect, test } from 'vitest'
import type { Locale } from '#domain/locale'
import type { DigestInput, RenderedMail } from '#domain/mail-template'
import { mailTemplates } from '#emails/templates'
import changeEnglish from '#emails/previews/address-change.en'
import changeKorean from '#emails/previews/address-change.ko'
import noticeEnglish from '#emails/previews/address-notice.en'
import noticeKorean from '#emails/previews/address-notice.ko'
import digestEnglish from '#emails/previews/digest.en'
import digestKorean from '#emails/previews/digest.ko'
import { linksOf, tagsOf, wordsOf } from './markup.ts'

const samples = {
  en: { change: changeEnglish.PreviewProps, notice: noticeEnglish.PreviewProps, digest: digestEnglish.PreviewProps },
  ko: { change: changeKorean.PreviewProps, notice: noticeKorean.PreviewProps, digest: digestKorean.PreviewProps },
}
const contact = 'mailto:hello@northlight.example'

const render = (locale: Locale): Promise<RenderedMail[]> =>
  Promise.all([
    mailTemplates.renderAddressChange(samples[locale].change),
    mailTemplates.renderAddressChange({ ...samples[locale].change, confirmUrl: null }),
    mailTemplates.renderAddressNotice(samples[locale].notice),
    mailTemplates.renderDigest(samples[locale].digest),
  ])

const columns = (line: string) =>
  [...line].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0)

describe.each(['en', 'ko'] as const)('in %s', (locale) => {
  const { change, notice, digest } = samples[locale]

  test('each loads nothing, declares its language and stays small', async () => {
    for (const { html } of await render(locale)) {
      const tags = tagsOf(html)
      const loading = tags.filter(
        ({ name, attributes }) => ['img', 'link', 'script'].includes(name) || attributes.has('src'),
      )
      expect(loading).toEqual([])
      expect(html).not.toMatch(/url\(|@import|@font-face/i)
      expect(
        tags.filter(({ name }) => name === 'html' || name === 'body').map(({ attributes }) => attributes.get('lang')),
      ).toEqual([locale, locale])
      expect(new TextEncoder().encode(html).length).toBeLessThan(20_000)
    }
  })

  test('each has every link of its HTML in its text, which keeps within 72 columns', async () => {
    for (const { html, text } of await render(locale)) {
      const missing = linksOf(html).filter((url) => !text.split(/\s+/).includes(url) && url !== contact)
      expect(missing).toEqual([])
      expect(text.split('\n').filter((line) => columns(line) > 72 && !line.startsWith('https://'))).toEqual([])
    }
  })

  test('subjects name neither the country nor the cause, which shows on a locked phone', async () => {
    for (const { subject } of await render(locale)) expect(subject).not.toMatch(/Korea|human rights|북한|탈북|인권/i)
  })

  test('a new address is asked by one button, or told that letters come there already, without any', async () => {
    const [asked, taken] = await render(locale)
    expect(linksOf(asked?.html ?? '')).toEqual([change.confirmUrl, change.privacyUrl, contact])
    expect(linksOf(taken?.html ?? '')).toEqual([change.privacyUrl, contact])
    expect(taken?.text).not.toContain('/address/')
  })

  test('the old address is told when, and by no link but to our privacy page', async () => {
    const { html, text } = await mailTemplates.renderAddressNotice(notice)
    expect(linksOf(html)).toEqual([notice.privacyUrl, contact])
    expect(text.replace(/\s+/g, ' ')).toContain(locale === 'en' ? '10:12 on Saturday 11 July 2026' : '2026년 7월 11일')
  })

  test('a digest names its letters in order, with the phrase, and no code', async () => {
    const { html, text } = await mailTemplates.renderDigest(digest)
    const { urls, letters, phrase } = digest
    const choices = [urls.verify, urls.preferences, urls.unsubscribe, urls.archive, urls.privacy]
    expect(linksOf(html)).toEqual([...letters.map(({ url }) => url), ...choices, contact])
    const places = letters
      .flatMap(({ title, standfirst }) => [title, ...standfirst])
      .map((words) => text.indexOf(words.slice(0, 12)))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
    expect(wordsOf(html)).toContain(phrase)
    expect(text).toContain(phrase)
    expect(html).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/)
  })

  test('a digest of markup stays text, and a letter of another language says so', async () => {
    const other = locale === 'en' ? 'ko' : 'en'
    const letter = { ...digest.letters[0], locale: other, title: '<b>&"Title', standfirst: ['<i>x</i>'] }
    const { html } = await mailTemplates.renderDigest({ ...digest, letters: [letter] as DigestInput['letters'] })
    expect(wordsOf(html)).toContain('<b>&"Title')
    expect(tagsOf(html).filter(({ attributes }) => attributes.get('lang') === other)).toHaveLength(1)
  })

  test('a digest of thirty letters is not cut by any mailbox', async () => {
    const [letter] = digest.letters
    const letters = Array.from({ length: 30 }, (_, index) => ({
      ...letter,
      url: `https://northlight.example/letters/${index}`,
      standfirst: ['a'.repeat(300)],
    })) as DigestInput['letters']
    const { html } = await mailTemplates.renderDigest({ ...digest, letters })
    expect(new TextEncoder().encode(html).length).toBeLessThan(102 * 1024)
  })
})
