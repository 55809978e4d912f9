import { describe, expect, test } from 'vitest'
import { staffNoticeKinds } from '#domain/staff-notice'
import english from '#emails/previews/staff-notice.en'
import korean from '#emails/previews/staff-notice.ko'
import { mailTemplates } from '#emails/templates'
import { linksOf, tagsOf, wordsOf } from './markup.ts'

describe.each([
  ['en', english.PreviewProps],
  ['ko', korean.PreviewProps],
] as const)('in %s', (locale, props) => {
  const plain = (text: string): string => text.replaceAll('\u2060', '').replaceAll(/\s+/g, ' ')

  test('the preview has a notice of every kind', () => {
    expect(new Set(props.notices.map(({ kind }) => kind))).toEqual(new Set(staffNoticeKinds))
  })

  test('every notice says something else, in both parts alike', async () => {
    const { html, text } = await mailTemplates.renderStaffNotice(props)
    const said: string[] = []
    for (const notice of props.notices) {
      const alone = await mailTemplates.renderStaffNotice({ ...props, notices: [notice] })
      // After the name, the title and the introduction.
      const block = plain(alone.text.split('\n\n')[3] ?? '')
      said.push(block)
      expect(plain(text)).toContain(block)
    }
    expect(new Set(said).size).toBe(props.notices.length)
    const words = plain(wordsOf(html))
    expect(props.notices.filter(({ observance }) => !words.includes(observance ?? ''))).toEqual([])
  })

  test('it links to the privacy page and the contact alone: nobody acts from a mail', async () => {
    const { html } = await mailTemplates.renderStaffNotice(props)
    expect(linksOf(html)).toEqual([props.privacyUrl, 'mailto:hello@northlight.example'])
    const tags = tagsOf(html).filter(
      ({ name, attributes }) => ['img', 'link', 'script'].includes(name) || attributes.has('src'),
    )
    expect(tags).toEqual([])
  })

  test('its subject names neither a country nor a cause, and says how many notes there are', async () => {
    const { subject } = await mailTemplates.renderStaffNotice(props)
    expect(subject).toContain(String(props.notices.length))
    expect(subject).not.toMatch(/Korea|defector|human rights|북한|탈북|인권/i)
    const one = await mailTemplates.renderStaffNotice({ ...props, notices: props.notices.slice(0, 1) })
    expect(one.subject).toBe(locale === 'en' ? 'Calendar: one new note' : '일정 알림: 새 알림 1건')
  })

  test('its text part keeps to 72 columns', async () => {
    const { text } = await mailTemplates.renderStaffNotice(props)
    const columns = (line: string): number =>
      [...line].reduce((sum, character) => sum + (/\p{Script=Hangul}/u.test(character) ? 2 : 1), 0)
    expect(text.split('\n').filter((line) => columns(line) > 72 && !line.includes('https://'))).toEqual([])
  })

  test('what looks like markup in a name stays text', async () => {
    const [notice] = props.notices
    if (!notice) throw new Error('The preview has no notice.')
    const named = { ...notice, observance: '<b>&"Day', kind: 'draft-created', campaign: '<i>Name' } as const
    const { html } = await mailTemplates.renderStaffNotice({ ...props, notices: [named] })
    expect(tagsOf(html).filter(({ name }) => name === 'i')).toEqual([])
    expect(wordsOf(html)).toContain('<b>&"Day')
  })
})
