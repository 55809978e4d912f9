import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { subscribe } from '#actions/subscribe'
import { finishBody } from '#domain/merge'
import type { OutgoingMail } from '#mail/mailer'
import { approve, assembleTeam, draftCampaign, keepNoCalendar } from '../support/campaigns.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { testPublicUrl } from '../support/world.ts'
import { createPublicApp, readEverything, type PublicApp } from '../http/public/public-app.ts'

/** As often as a scanner of mail, a preview, a prefetch and a search engine may come by. */
const rounds = 20

let publicApp: PublicApp
let mails: readonly OutgoingMail[]

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { testWorld } = publicApp
  const { world, clock } = testWorld
  const mailer = createRecordingMailer()
  const sending = testWorld.sendWith(mailer)
  const team = await assembleTeam(world)
  await keepNoCalendar(world)
  for (const locale of ['en', 'ko'] as const) {
    const { email } = await addReader(world, { locale })
    await requestPreferencesLink(world, { email })
    await subscribe(world, buildRequest({ locale }))
  }
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(sending)
  expect(await runJobs(sending)).toEqual([])
  mails = mailer.accepted
})

afterAll(() => publicApp.testWorld.close())

test('every link in every mail and on every page, followed twenty times by GET and HEAD, changes not one row', async () => {
  // Two mails of each kind: a confirmation, a preferences link, and a letter.
  expect(mails.length).toBeGreaterThanOrEqual(6)
  const before = await digest()
  const paths = await crawl(mails.flatMap(linksOfMail))
  expect(paths.filter((path) => path.startsWith('/confirm/')).length).toBeGreaterThanOrEqual(2)
  expect(paths.filter((path) => path.startsWith('/u/')).length).toBeGreaterThanOrEqual(2)
  expect(paths.length).toBeGreaterThan(50)

  for (let round = 0; round < rounds; round += 1) {
    await follow(paths, async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const response = await ask(path, method, `198.18.${round}.1`)
        expect([path, method, response.status < 500, response.headers.get('Set-Cookie')]).toEqual([
          path,
          method,
          true,
          null,
        ])
      }
    })
  }

  expect(await digest()).toBe(before)
  expect(publicApp.bugs).toEqual([])
}, 240_000)

/**
 * A digest of every row of every table but one: `rate_limits` counts requests by network, and a look at a letter's code
 * is counted there on purpose. It holds nothing of anybody, and forgets by itself.
 */
async function digest(): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await readEverything(publicApp.testWorld)))
    .digest('hex')
}

/** Every path of ours that can be reached from these, each opened once; a link that leads nowhere is a fault. */
async function crawl(starts: readonly string[]): Promise<string[]> {
  const seen = new Set<string>()
  let next = new Set([...starts, '/'])
  let network = 0
  while (next.size > 0) {
    const found = new Set<string>()
    await follow([...next], async (path) => {
      seen.add(path)
      network += 1
      const response = await ask(path, 'GET', `2001:db8:${network.toString(16)}::1`)
      // What a form is sent to need not answer to a look.
      const isAnswered = response.status < 400 || response.status === 405
      expect([path, isAnswered ? 'answered' : response.status]).toEqual([path, 'answered'])
      if (response.headers.get('Content-Type')?.startsWith('text/html')) {
        for (const link of linksOfPage(await response.text(), path)) found.add(link)
      }
    })
    next = found.difference(seen)
  }
  return [...seen]
}

function linksOfMail({ body, headers, listUnsubscribe }: OutgoingMail): string[] {
  const { html, text } = finishBody(body)
  const written = [html, text, ...Object.values(headers), listUnsubscribe].join('\n').replaceAll('&amp;', '&')
  return (written.match(/https:\/\/news\.example\.org[^\s"'<>)]*/g) ?? []).flatMap((url) => pathOf(url, '/'))
}

function linksOfPage(page: string, base: string): string[] {
  const links = [...page.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, link = '']) => link)
  return links.flatMap((link) => pathOf(link.replaceAll('&amp;', '&'), base))
}

/** The path of a link of ours, without the place on its page; none for others. */
function pathOf(link: string, base: string): string[] {
  const url = URL.parse(link, `${testPublicUrl}${base}`)
  return url?.origin === testPublicUrl ? [url.pathname + url.search] : []
}

function ask(path: string, method: string, network: string): Promise<Response> {
  const headers = { 'X-Test-Address': network, 'Sec-Purpose': 'prefetch' }
  return Promise.resolve(publicApp.app.request(`${testPublicUrl}${path}`, { method, headers }))
}

/** Several at a time, as a browser does. */
async function follow(paths: readonly string[], look: (path: string) => Promise<void>): Promise<void> {
  const waiting = [...paths]
  const lane = async (): Promise<void> => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await look(path)
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}
