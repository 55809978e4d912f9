import { readFile } from 'node:fs/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { resumeSending } from '#actions/resume-sending'
import { stopSending } from '#actions/stop-sending'
import { deliveries, deliveryBatches } from '#database/tables'
import type { Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { approve, assembleTeam, draftCampaign, testOrganisation, type Team } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team

const words = { en: en.console, ko: ko.console }
const names = { en: 'English', ko: '한국어' } as const satisfies Record<Locale, string>
/** Enough that their counts are told. */
const many = 10

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  for (let reader = 0; reader < many; reader += 1) {
    await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
    await addReader(site.world, { locale: 'en', timeZone: 'Asia/Seoul' })
  }
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const statusOf = async (campaignId: string): Promise<string> => (await readCampaign(site.world, { campaignId })).status

type HalfSent = AsyncDisposable & {
  readonly campaignId: string
  readonly name: string
  readonly letGo: () => Promise<void>
}

/** A letter that Korean readers have, while a worker waits for the row that leads to those of English. */
async function sendHalf(): Promise<HalfSent> {
  const { world } = site
  const { campaignId, name } = await placeReaders()
  const isHeld = Promise.withResolvers<void>()
  const isFree = Promise.withResolvers<void>()
  const hold = world.database.transaction(async (transaction) => {
    const english = and(eq(deliveryBatches.campaignId, campaignId), eq(deliveryBatches.locale, 'en'))
    await transaction.select().from(deliveryBatches).where(english).for('update')
    isHeld.resolve()
    await isFree.promise
  })
  await isHeld.promise
  await resumeSending(world, { member: team.admin })
  const letGo = async (): Promise<void> => {
    isFree.resolve()
    await hold
  }
  return { campaignId, name, letGo, [Symbol.asyncDispose]: letGo }
}

/** A released letter whose readers have their places, while all sending is stopped. */
async function placeReaders(): Promise<{ campaignId: string; name: string }> {
  const { world } = site
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  site.letPass({ minutes: 6 })
  await stopSending(world, { member: team.admin })
  await releaseDueCampaigns(world)
  const batchesOf = () =>
    world.database.select().from(deliveryBatches).where(eq(deliveryBatches.campaignId, campaignId))
  await waitFor('a batch of each language', async () => (await batchesOf()).length === 2)
  await site.settle()
  return { campaignId, name: (await readCampaign(world, { campaignId })).campaign.name }
}

/** The bar of a part, by what is said of it. One without length is there, and is not seen. */
const bar = (page: Page, name: string, counts: string) =>
  page.getByRole('progressbar', { name: `${name}: ${counts}`, exact: true })

const of = (locale: Locale, done: string, all: string): string =>
  words[locale].flight.of.replace('{done}', done).replace('{all}', all)

describe.skipIf(chromium === null)('a letter on its way', () => {
  test('is followed by language and zone, paused in the middle and let go on, in Korean on a phone', async () => {
    const { flight, balance } = words.ko
    await using half = await sendHalf()
    const { campaignId, letGo } = half
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale: 'ko' }), { width: 375 })
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/sending`)
    await bar(page, names.ko, of('ko', '10', '10')).waitFor()
    await bar(page, names.en, of('ko', '0', '10')).waitFor({ state: 'attached' })
    await bar(page, flight.everyone, of('ko', '10', '20')).waitFor()
    await page.getByText(balance.balances).waitFor()
    await expectAccessible(page)
    await expectNothingCut(page)

    await page.getByRole('button', { name: flight.pause.action }).click()
    await page.getByText(flight.pause.effect).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: flight.pause.confirm }).click()
    await page.getByText(flight.pausedDetail).waitFor()
    await letGo()
    await site.settle()
    expect([await statusOf(campaignId), await lettersOf(campaignId)]).toEqual(['paused', many])
    await bar(page, names.en, of('ko', '0', '10')).waitFor({ state: 'attached' })

    await page.getByRole('button', { name: flight.resume.action }).click()
    await page.getByText(flight.resume.effect).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: flight.resume.confirm }).click()
    await page.getByText(flight.over.sent).waitFor({ timeout: 30_000 })
    await bar(page, names.en, of('ko', '10', '10')).waitFor()
    await expectNothingCut(page)
    expect([await statusOf(campaignId), await lettersOf(campaignId)]).toEqual(['sent', 2 * many])
    expect(faults).toEqual([])
  })

  test('is followed on the first screen as well, and leaves it when it is over', async () => {
    await using half = await sendHalf()
    const { campaignId, name, letGo } = half
    const { home } = words.en
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/')
    await bar(page, name, home.flight.replace('{done}', '10').replace('{all}', '20')).waitFor()
    await bar(page, `${name}, ${names.ko}`, of('en', '10', '10')).waitFor()
    await bar(page, `${name}, ${names.en}`, of('en', '0', '10')).waitFor({ state: 'attached' })
    await expectAccessible(page)
    await letGo()
    await page.getByRole('heading', { name: home.inTheAir }).waitFor({ state: 'detached', timeout: 30_000 })
    expect(await statusOf(campaignId)).toBe('sent')
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a report', () => {
  test('is taken along as a picture, a drawing and a table, in which few readers are not counted out', async () => {
    const campaignId = await sendOverTime()
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/report`)
    const { report } = words.en
    const download = async (button: string): Promise<Buffer> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ])
      return readFile(await file.path())
    }
    const picture = await download(report.savePicture)
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1920, 1080])
    const drawing = (await download(report.saveChart)).toString()
    const { campaign } = await readCampaign(site.world, { campaignId })
    for (const text of [campaign.name, testOrganisation.name.en, report.accepted, report.delivered, report.inTens])
      expect(drawing).toContain(text)
    const table = (await download(report.saveTable)).toString()
    expect(table).toMatch(/^\uFEFFLanguage,Meant for,.*\r\nEnglish,10,/)
    await page.getByText(report.asTable).click()
    await expectAccessible(page)
    expect(faults).toEqual([])
  })

  test('explains what is uncertain, and the first screen asks for a person until somebody has looked', async () => {
    const campaignId = await sendWithDoubt()
    const { campaign } = await readCampaign(site.world, { campaignId })
    const { notice, report, need } = words.en
    const title = notice['letters-uncertain'].title.replace('{about}', campaign.name)
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/')
    const task = page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) })
    await task.getByRole('link', { name: need.openLetter }).waitFor()
    await page.goto(`/console/campaigns/${campaignId}/report`)
    await page.getByRole('heading', { name: report.uncertain.title }).waitFor()
    await page.getByText(report.uncertain.rule).waitFor()
    await expectAccessible(page)
    await page.goto('/console/')
    await task.getByRole('button', { name: need.done }).click()
    await task.waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })
})

/** How many readers of a campaign were handed over to the mail server. */
async function lettersOf(campaignId: string): Promise<number> {
  const [row] = await site.world.database
    .select({ letters: sql<number>`coalesce(sum(${deliveryBatches.acceptedCount}), 0)::int` })
    .from(deliveryBatches)
    .where(eq(deliveryBatches.campaignId, campaignId))
  return row?.letters ?? 0
}

async function send(): Promise<string> {
  const campaignId = await draftCampaign(site.world, team)
  await approve(site.world, team, campaignId)
  site.letPass({ minutes: 6 })
  await releaseDueCampaigns(site.world)
  await waitFor('the letter to be sent', async () => (await statusOf(campaignId)) === 'sent', { withinSeconds: 30 })
  await site.settle()
  return campaignId
}

/** A sent letter of which providers told over some minutes, so that there is a curve. */
async function sendOverTime(): Promise<string> {
  const campaignId = await send()
  await site.world.database
    .update(deliveries)
    .set({ deliveredAt: site.world.now().add({ minutes: 4 }) })
    .where(eq(deliveries.campaignId, campaignId))
  return campaignId
}

/** A sent letter, of one of whose batches a mail server never answered for one reader. */
async function sendWithDoubt(): Promise<string> {
  const { world } = site
  const { campaignId } = await placeReaders()
  const isOfCampaign = eq(deliveryBatches.campaignId, campaignId)
  const [batch] = await world.database.select().from(deliveryBatches).where(isOfCampaign)
  if (batch === undefined) throw new Error('Nobody has a place.')
  const settledAt = world.now()
  await world.database
    .update(deliveries)
    .set({ uncertainAt: settledAt })
    .where(and(eq(deliveries.batchId, batch.id), eq(deliveries.position, 0)))
  const counts = { acceptedCount: batch.size - 1, uncertainCount: 1 }
  await world.database
    .update(deliveryBatches)
    .set({ provider: 'smtp', sealedAt: settledAt, firstAttemptAt: settledAt, settledAt, ...counts })
    .where(eq(deliveryBatches.id, batch.id))
  await resumeSending(world, { member: team.admin })
  await waitFor('the letter to be sent', async () => (await statusOf(campaignId)) === 'sent', { withinSeconds: 30 })
  return campaignId
}
