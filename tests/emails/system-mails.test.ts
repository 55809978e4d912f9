import { describe, expect, test } from 'vitest'
import topics from '#content/topics' with { type: 'json' }
import { mailTemplates } from '#emails/templates'
import confirmEnglish from '#emails/previews/confirm-subscription.en'
import confirmKorean from '#emails/previews/confirm-subscription.ko'
import preferencesEnglish from '#emails/previews/preferences-link.en'
import preferencesKorean from '#emails/previews/preferences-link.ko'
import { linksOf, tagsOf, wordsOf } from './markup.ts'

const confirmations = { en: confirmEnglish.PreviewProps, ko: confirmKorean.PreviewProps }
const preferencesLinks = { en: preferencesEnglish.PreviewProps, ko: preferencesKorean.PreviewProps }

const expiry = {
  en: '10:12 on Saturday 11 July 2026 (Korean Standard Time)',
  ko: '2026년 7월 11일(토) 오전 10:12(한국 표준시)',
}

describe.each(['en', 'ko'] as const)('in %s', (locale) => {
  const confirmation = confirmations[locale]
  const preferences = preferencesLinks[locale]

  test('the confirmation mail links to the button, the block page, the privacy page and the contact, and to nothing else', async () => {
    const { html, text } = await mailTemplates.renderConfirmation(confirmation)
    const { confirmUrl, blockUrl, privacyUrl } = confirmation
    expect(linksOf(html)).toEqual([confirmUrl, blockUrl, privacyUrl, 'mailto:hello@northlight.example'])
    expect([confirmUrl, blockUrl, privacyUrl].filter((url) => !text.split(/\s+/).includes(url))).toEqual([])
  })

  test('the preferences mail links to the page, the privacy page and the contact, and to nothing else', async () => {
    const { html, text } = await mailTemplates.renderPreferencesLink(preferences)
    const { preferencesUrl, privacyUrl } = preferences
    expect(linksOf(html)).toEqual([preferencesUrl, privacyUrl, 'mailto:hello@northlight.example'])
    expect([preferencesUrl, privacyUrl].filter((url) => !text.split(/\s+/).includes(url))).toEqual([])
  })

  test('both have one button and say until when it works', async () => {
    for (const { html, text } of [
      await mailTemplates.renderConfirmation(confirmation),
      await mailTemplates.renderPreferencesLink(preferences),
    ]) {
      expect(tagsOf(html).filter(({ attributes }) => attributes.get('class') === 'btna')).toHaveLength(1)
      expect(html.replaceAll('\u2060', '')).toContain(expiry[locale])
      expect(text.replace(/\s+/g, ' ')).toContain(expiry[locale])
    }
  })

  test('both load nothing, declare their language and stay small', async () => {
    for (const { html } of [
      await mailTemplates.renderConfirmation(confirmation),
      await mailTemplates.renderPreferencesLink(preferences),
    ]) {
      const tags = tagsOf(html)
      expect(
        tags.filter(({ name, attributes }) => ['img', 'link', 'script'].includes(name) || attributes.has('src')),
      ).toEqual([])
      expect(html).not.toMatch(/url\(|@import|@font-face/i)
      expect(
        tags.filter(({ name }) => name === 'html' || name === 'body').map(({ attributes }) => attributes.get('lang')),
      ).toEqual([locale, locale])
      expect(new TextEncoder().encode(html).length).toBeLessThan(15_000)
    }
  })

  test('the confirmation mail names no topic, and neither the country nor the cause', async () => {
    const { subject, html, text } = await mailTemplates.renderConfirmation(confirmation)
    const named = topics
      .map(({ name }) => name[locale])
      .filter((topic) => `${subject} ${wordsOf(html)} ${text}`.includes(topic))
    expect(named).toEqual([])
    expect(`${subject} ${wordsOf(html)} ${text}`).not.toMatch(/North Korea|defector|human rights|북한|탈북|인권/i)
  })

  test('both keep their text part within 72 columns', async () => {
    const columns = (line: string) =>
      [...line].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0)
    for (const { text } of [
      await mailTemplates.renderConfirmation(confirmation),
      await mailTemplates.renderPreferencesLink(preferences),
    ]) {
      expect(text.split('\n').filter((line) => columns(line) > 72 && !line.startsWith('https://'))).toEqual([])
    }
  })

  test('a name of the organisation with markup in it stays text', async () => {
    const name = { en: '<b>&"Name', ko: '<b>&"이름' }
    const letterhead = { ...confirmation.letterhead, name }
    const harmless = await mailTemplates.renderConfirmation(confirmation)
    const { html, text } = await mailTemplates.renderConfirmation({ ...confirmation, letterhead })
    expect(tagsOf(html).map((tag) => tag.name)).toEqual(tagsOf(harmless.html).map((tag) => tag.name))
    expect(wordsOf(html)).toContain(name[locale])
    expect(text).toContain(name[locale])
  })
})

test('a link that ends in another zone says so', async () => {
  const expiresAt = Temporal.ZonedDateTime.from('2026-07-11T01:12[UTC]')
  const { text } = await mailTemplates.renderConfirmation({ ...confirmations.en, expiresAt })
  expect(text.replace(/\s+/g, ' ')).toContain('01:12 on Saturday 11 July 2026 (UTC)')
})
