import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCampaign } from '#actions/check-campaign'
import { readCampaign } from '#actions/read-campaign'
import { reviseCampaign } from '#actions/revise-campaign'
import { locales, type Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { assembleTeam, buildRevision, draftCampaign, realContents, type Team } from '../support/campaigns.ts'
import { composerField, openComposer, savedMark } from '../support/composer.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team
let campaignId: string

const words = { en: en.console, ko: ko.console }

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world)
  await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

beforeEach(async () => {
  campaignId = await draftCampaign(site.world, team)
})

const button = (page: Page, name: string) => page.getByRole('button', { name })
const saved = savedMark
const field = composerField
const readDraft = () => readCampaign(site.world, { campaignId })

const open = (own: Locale = 'en', width = 1280) => openComposer(browser, site, campaignId, { own, width })

/** Changes the English headline, so that the Korean one is older. */
async function driftApart(): Promise<void> {
  const { en: english, ko: korean } = realContents
  if (english === undefined || korean === undefined) throw new Error('The letter lost a language.')
  const contents = { ko: korean, en: { ...english, title: 'Another headline' } }
  const revision = buildRevision({ basedOn: 1, contents })
  await reviseCampaign(site.world, { member: team.editor, campaignId, revision })
}

const staleIn = async () =>
  (await checkCampaign(site.world, { campaignId })).findings.filter(({ rule }) => rule === 'translation-stale')

describe.skipIf(chromium === null).each(locales)('what is typed, where the console is in %s,', (own) => {
  const say = words[own]

  test('is kept while the line is lost, and saved when it is back', async () => {
    await using visit = await open(own, 375)
    const { page, context } = visit
    await context.setOffline(true)
    await field(page, 'title', 'ko', own).fill('터널에서 쓴 제목')
    await page.locator('[role="status"][data-state="failed"]').waitFor()
    await page.getByText(say.write.save.kept).waitFor()
    expect(await field(page, 'title', 'ko', own).inputValue()).toBe('터널에서 쓴 제목')
    await context.setOffline(false)
    await saved(page).waitFor()
    expect((await readDraft()).revision?.contents.ko?.title).toBe('터널에서 쓴 제목')
  })

  test('in two windows is put together, and of the same part a person chooses', async () => {
    await using mine = await open(own)
    await using theirs = await open(own)
    await field(theirs.page, 'title', 'ko', own).fill('그들의 제목')
    await field(theirs.page, 'preheader', 'en', own).fill('Theirs')
    await waitFor(
      'their words to be saved',
      async () => (await readDraft()).revision?.contents.en?.preheader === 'Theirs',
    )
    await field(mine.page, 'title', 'ko', own).fill('나의 제목')
    await mine.page.getByText(say.collision.title).waitFor()
    expect(await field(mine.page, 'preheader', 'en', own).inputValue()).toBe('Theirs')
    await button(mine.page, say.collision.keepMine).click()
    await saved(mine.page).waitFor()
    expect((await readDraft()).revision?.contents).toMatchObject({
      en: { preheader: 'Theirs' },
      ko: { title: '나의 제목' },
    })
    expect(theirs.faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a translation whose source changed', () => {
  test('says what changed, is said to be right all the same, and that can be taken back', async () => {
    await driftApart()
    expect(await staleIn()).toHaveLength(1)
    await using visit = await open()
    const { page, faults } = visit
    const title = page.locator('[data-part="title"]')
    await title.getByText('English changed after: 한국어').waitFor()
    await button(page, words.en.translation.changed).click()
    await title.locator('ins', { hasText: 'Another headline' }).waitFor()
    await expectAccessible(page)
    await button(page, words.en.translation.stillRight).click()
    await title.getByText('한국어: said to be still right').waitFor()
    await waitFor('it to be on record', async () => (await readDraft()).revision?.inStep.length === 1)
    expect(await staleIn()).toEqual([])

    await page.reload()
    await button(page, words.en.history.title).click()
    await page.getByRole('combobox', { name: words.en.history.which }).click()
    await page.getByRole('option').first().click()
    await page.getByText('still right: Headline, 한국어').waitFor()
    await button(page, words.en.history.close).last().click()

    await title.getByRole('button', { name: words.en.translation.takeBack }).click()
    await title.getByText('English changed after: 한국어').waitFor()
    await waitFor('it to be taken back', async () => (await readDraft()).revision?.inStep.length === 0)
    expect(await staleIn()).toHaveLength(1)
    expect(faults).toEqual([])
  })

  test('is said to be right no longer once either changes', async () => {
    await driftApart()
    await using visit = await open('ko')
    const { page, faults } = visit
    await button(page, words.ko.translation.stillRight).click()
    await waitFor('it to be on record', async () => (await readDraft()).revision?.inStep.length === 1)
    await field(page, 'title', 'en', 'ko').fill('A third headline')
    await waitFor(
      'the words to be saved',
      async () => (await readDraft()).revision?.contents.en?.title === 'A third headline',
    )
    expect((await readDraft()).revision?.inStep).toEqual([])
    await page.locator('[data-part="title"]').getByText('한국어 확인 필요').waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a language of a letter', () => {
  test('can be taken out, brought back from an earlier version, and begun from its source', async () => {
    await using visit = await open()
    const { page, faults } = visit
    await page.getByRole('button', { name: /^Take out.*한국어/ }).click()
    await page.getByText(words.en.write.remove.kept).waitFor()
    await expectAccessible(page)
    await button(page, 'Take 한국어 out').click()
    await waitFor('it to be gone', async () => (await readDraft()).revision?.contents.ko === undefined)
    expect(await field(page, 'title', 'ko').count()).toBe(0)

    await button(page, words.en.history.title).click()
    await page.getByRole('combobox', { name: words.en.history.which }).click()
    await page.getByRole('option').last().click()
    await button(page, words.en.history.restore).click()
    await waitFor('it to be back', async () => (await readDraft()).revision?.contents.ko !== undefined)
    expect((await readDraft()).revision?.contents.ko).toEqual(realContents.ko)

    await page.getByRole('button', { name: /^Take out.*한국어/ }).click()
    await button(page, 'Take 한국어 out').click()
    await button(page, 'Copy the English text').click()
    await page.locator('[data-part="body"]').getByText('한국어: not translated yet').waitFor()
    await waitFor('it to be saved', async () => {
      const { en: source, ko: copy } = (await readDraft()).revision?.contents ?? {}
      return copy?.title === source?.title
    })
    const found = (await checkCampaign(site.world, { campaignId })).findings
    expect(found).toContainEqual(expect.objectContaining({ rule: 'untranslated', locale: 'ko', place: 'body' }))
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('the keys of the composer', () => {
  test('save at once, go from part to part, cite a fact, and turn to the preview and back', async () => {
    await using visit = await open()
    const { page, faults } = visit
    await field(page, 'subject', 'ko').fill('곧바로 저장')
    await page.keyboard.press('ControlOrMeta+s')
    await saved(page).waitFor()
    expect((await readDraft()).revision?.contents.ko?.subject).toBe('곧바로 저장')
    const focused = () => page.locator('*:focus').getAttribute('aria-label')
    await page.keyboard.press('Alt+ArrowDown')
    expect(await focused()).toBe(`${words.en.part.preheader}, 한국어`)
    await page.keyboard.press('Alt+ArrowUp')
    expect(await focused()).toBe(`${words.en.part.subject}, 한국어`)
    await page.keyboard.press('ControlOrMeta+Shift+l')
    expect(await focused()).toBeNull()
    await page.keyboard.press('ControlOrMeta+Shift+l')
    expect(await focused()).toBe(`${words.en.part.subject}, 한국어`)
    await field(page, 'body').click()
    await page.keyboard.press('ControlOrMeta+Shift+f')
    await page.getByRole('dialog', { name: words.en.write.facts.title }).waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('the preview', () => {
  test('shows the letter as any reader gets it: greeted by name, in their language, when it comes there', async () => {
    await using visit = await open()
    const { page, faults } = visit
    const frame = page.frameLocator('iframe')
    await frame.getByText('Sample Reader').waitFor({ state: 'detached' })
    await page.getByLabel(words.en.preview.named).check()
    await frame.getByText('Sample Reader').waitFor()
    await page.getByRole('radiogroup', { name: words.en.preview.language }).getByText('한국어').click()
    await frame.getByText('예시 독자').waitFor()
    const inSeoul = await page.getByText(/^It comes there /).innerText()
    await page.getByRole('combobox', { name: words.en.preview.zone }).fill('Europe/London')
    await page.getByRole('option', { name: 'Europe/London' }).click()
    await page
      .getByText(/^It comes there /)
      .filter({ hasNotText: inSeoul })
      .waitFor()
    await page.getByRole('radiogroup', { name: words.en.preview.view }).getByText(words.en.preview.views.text).click()
    await page.locator('pre', { hasText: '예시 독자' }).waitFor()
    expect(faults).toEqual([])
  })

  test('says so where a reader gets the letter in another language, or none', async () => {
    const english = realContents.en
    if (english === undefined) throw new Error('The letter lost a language.')
    const revision = buildRevision({ basedOn: 1, contents: { en: english } })
    await reviseCampaign(site.world, { member: team.editor, campaignId, revision })
    await using visit = await open()
    const { page, faults } = visit
    await page.getByRole('radiogroup', { name: words.en.preview.language }).getByText('한국어').click()
    await page.getByText('Readers in 한국어 get no letter').waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a test letter', () => {
  test('is not sent while words are missing without which nothing is saved, and says so', async () => {
    await using visit = await open()
    const { page, faults } = visit
    await field(page, 'subject').fill('')
    await page.locator('[role="status"][data-state="incomplete"]').waitFor()
    await button(page, words.en.write.test).click()
    await page.getByText(words.en.write.testUnsaved).waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('the composer', () => {
  test.each(looks)(
    'is whole in $locale at $width px with a mark and a cut subject, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await driftApart()
      await using visit = await open(locale, width)
      const { page, faults } = visit
      await field(page, 'subject', 'ko', locale).fill(
        '휴대전화의 목록에는 다 보이지 않을 만큼 긴 제목을 여기에 적어 봅니다',
      )
      await page.getByText(words[locale].write.phoneShows).waitFor()
      await saved(page).waitFor()
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
      expect(faults).toEqual([])
    },
  )
})
