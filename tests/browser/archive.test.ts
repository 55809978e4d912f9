import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addLetterNote } from '#actions/add-letter-note'
import { takeDownLetter } from '#actions/take-down-letter'
import { findSentLetter } from '#database/letter-queries'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { addArchivedLetter } from '../support/archive.ts'
import { expectAccessible, expectNothingCut, expectNothingStored } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { realContents } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { addStaff } from '../support/staff.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser
let slug: string
let taken: string

const sought = { en: 'people', ko: '사람' } as const

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  const { world } = site
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  slug = (await site.sendLetter()).slug
  taken = (await site.sendLetter()).slug
  const approver = await addStaff(world, 'approver')
  const idOf = async (of: string) => (await findSentLetter(world.database, { slug: of }))?.campaign.id ?? ''
  await takeDownLetter(world, { member: approver, campaignId: await idOf(taken), reason: 'A family asked for it.' })
  const text = { en: 'The hall has changed since.', ko: '그 뒤 장소가 바뀌었습니다.' }
  await addLetterNote(world, { member: approver, campaignId: await idOf(slug), text })
  for (let number = 0; number < limits.archivePageSize; number += 1) {
    await addArchivedLetter(world, {
      slug: `old-${number}`,
      releasedAt: `2019-03-0${1 + (number % 9)}T00:00:00Z`,
      texts: {
        en: { title: `What was counted, part ${number}`, body: 'A letter about people.' },
        ko: { title: `헤아린 것 ${number}`, body: '사람마다 다른 이야기입니다.' },
      },
    })
  }
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the archive', () => {
  const cases = locales.flatMap((locale) => [true, false].map((javaScript) => ({ locale, javaScript })))

  test.each(cases)('is searched, in $locale, with JavaScript $javaScript', async ({ locale, javaScript }) => {
    await using visit = await openVisit(browser, site, { locale, width: 375, javaScript })
    const { page, context, faults } = visit
    const { page: words } = wordsIn(locale)
    await page.goto('/letters')
    await page.getByRole('searchbox', { name: words('letters.search') }).fill(sought[locale])
    await page.getByRole('button', { name: words('letters.find') }).click()
    await page.locator('mark').first().waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe(sought[locale])
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await page.getByRole('link', { name: words('letters.older') }).click()
    await page.getByRole('link', { name: words('letters.newest') }).click()

    await page.getByLabel(words('letters.year'), { exact: true }).selectOption('2019')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words('letters.find') }).click()
    await page.waitForURL(/year=2019/)
    expect(await page.locator(`a[href*="/letters/${slug}"]`).count()).toBe(0)

    await page.getByRole('searchbox').fill('갈매기zephyr')
    await page.getByRole('button', { name: words('letters.find') }).click()
    await page.getByText(words('letters.nothingFound')).waitFor()
    expect(faults).toEqual([])
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] })
  })

  test.each(locales)('is for everybody, on a phone and on a desk, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page, context, faults } = visit
    for (const path of [
      '/letters',
      `/letters?q=${encodeURIComponent(sought[locale])}`,
      '/letters?q=zephyr',
      `/letters/${slug}`,
    ]) {
      for (const [width, scheme] of [
        [375, 'light'],
        [1280, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 })
        await page.goto(path)
        await expectNothingCut(page)
        await expectAccessible(page, { scheme })
      }
    }
    await expectNothingStored(page, context)
    expect(faults).toEqual([])
    expect(site.faults).toEqual([])
  })

  test.each(locales)('says in %s that a letter was taken down', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page } = visit
    expect((await page.goto(`/letters/${taken}`))?.status()).toBe(410)
    await expectAccessible(page)
    await page.locator('main a').click()
    await page.getByRole('heading', { level: 1, name: wordsIn(locale).page('letters.title') }).waitFor()
    expect(await page.locator(`a[href*="/letters/${taken}"]`).count()).toBe(0)
  })
})

describe.skipIf(chromium === null)('a letter', () => {
  test.each(locales)('on paper, in %s, is its words and sources alone', async (locale) => {
    await using visit = await openVisit(browser, site, { locale })
    const { page } = visit
    await page.goto(`/letters/${slug}`)
    await page.emulateMedia({ media: 'print' })
    for (const hidden of ['header.top', '.foot', '.in-languages']) {
      expect(await page.locator(hidden).first().isVisible()).toBe(false)
    }
    for (const seen of ['h1', '.sources', '.genuine code'])
      expect(await page.locator(seen).first().isVisible()).toBe(true)
  })

  test.each(locales)('has a card of the size that it names, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale })
    const { page } = visit
    await page.goto(`/letters/${slug}`)
    const url = (await page.locator('meta[property="og:image"]').getAttribute('content')) ?? ''
    expect(await page.locator('meta[property="og:image:alt"]').getAttribute('content')).toBe(
      realContents[locale]?.title,
    )
    const size = await page.evaluate<[number, number]>(
      `new Promise((resolve, reject) => {
        const image = new Image()
        image.onload = () => resolve([image.naturalWidth, image.naturalHeight])
        image.onerror = () => reject(new Error('No picture.'))
        image.src = ${JSON.stringify(url)}
      })`,
    )
    expect(size).toEqual([1200, 630])
  })

  test.each(locales)('is in a feed and a sitemap that the browser’s own parser reads, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale })
    const { page } = visit
    await page.goto('/letters')
    const atom = (await page.locator('link[type="application/atom+xml"]').getAttribute('href')) ?? ''
    const read = (path: string, parts: string) =>
      page.evaluate<string[]>(
        `fetch(${JSON.stringify(path)}).then((answer) => answer.text()).then((text) => {
          const xml = new DOMParser().parseFromString(text, 'application/xml')
          return [xml.documentElement.namespaceURI, ...[...xml.querySelectorAll(${JSON.stringify(parts)})].map((one) => one.textContent)]
        })`,
      )
    const [namespace, ...titles] = await read(atom, 'entry > title')
    expect(namespace).toBe('http://www.w3.org/2005/Atom')
    expect(titles[0]).toBe(realContents[locale]?.title)
    const required = await read(
      atom,
      'feed > id, feed > title, feed > updated, feed > author > name, entry > id, entry > updated',
    )
    expect(required.length).toBe(1 + 4 + 2 * titles.length)
    const [sitemap, ...places] = await read('/sitemap.xml', 'url > loc')
    expect(sitemap).toBe('http://www.sitemaps.org/schemas/sitemap/0.9')
    expect(places).toContain(`${site.url}/letters/${slug}?lang=${locale}`)
  })
})
