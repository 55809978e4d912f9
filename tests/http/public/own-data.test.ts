import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findSubscriber } from '#database/subscriber-queries'
import { ownDataFileSchema } from '#http/public/own-data-file'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { assembleTeam } from '../../support/campaigns.ts'
import { linkOf } from '../../support/visits.ts'
import { addReader } from '../../support/readers.ts'
import { createRecordingMailer } from '../../support/recording-mailer.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let site: PublicApp

beforeAll(async () => {
  site = await createPublicApp()
  await assembleTeam(site.testWorld.world)
})

afterEach(() => {
  expect(site.bugs).toEqual([])
})

afterAll(() => site.testWorld.close())

/** A reader, and where their own pages are. */
async function reader(
  overrides: Parameters<typeof addReader>[1] = {},
): Promise<{ id: string; email: string; path: string }> {
  const world = site.testWorld.sendWith(createRecordingMailer())
  const { id, email } = await addReader(world, overrides)
  return { id, email, path: `/preferences/${await linkOf(world, id)}` }
}

describe.each(['/data', '/data.json', '/erase'])('GET of …%s', (end) => {
  test('changes nothing, is kept by nobody and found by no search', async () => {
    const { path } = await reader()
    const before = await readEverything(site.testWorld)
    const answer = await site.get(path + end)
    expect(answer.status).toBe(200)
    expect(await readEverything(site.testWorld)).toEqual(before)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex, nofollow')
    expect(answer.headers.get('Set-Cookie')).toBeNull()
  })

  test('needs a link that holds', async () => {
    const { path, email } = await reader()
    for (const wrong of [path.slice(0, -1), path.split('.')[0], '/preferences/x', '/preferences/x.y']) {
      const answer = await site.get(wrong + end)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain(email)
    }
    site.testWorld.clock.advance({ minutes: 61 })
    expect((await site.get(path + end)).status).toBe(410)
  })
})

test.each(locales)('the page shows a name as text, in %s', async (locale) => {
  const { id, email } = await reader({ locale })
  const { world, testDatabase } = site.testWorld
  const sender = site.testWorld.sendWith(createRecordingMailer())
  const sealed = world.sealer.seal({ table: 'subscribers', column: 'name', id }, '<b>Mina</b>')
  await testDatabase.pool.query('update subscribers set name_sealed = $2 where id = $1', [id, sealed])
  const html = await (await site.get(`/preferences/${await linkOf(sender, id)}/data`)).text()
  expect(html).toContain(`<html lang="${locale}">`)
  expect(html).toContain(email)
  expect(html).toContain('&lt;b&gt;Mina&lt;/b&gt;')
  expect(html).toContain(wordsIn(locale).page('ownData.consentTitle'))
})

test('the file has the documented form and a name of its own', async () => {
  const { email, path } = await reader({ locale: 'ko' })
  const answer = await site.get(`${path}/data.json`)
  expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="own-data.json"')
  expect(ownDataFileSchema.strict().parse(await answer.json())).toMatchObject({ address: email, locale: 'ko' })
})

describe('POST of …/erase', () => {
  test('erases, and is answered alike when it is pressed again', async () => {
    const { id, path } = await reader()
    const first = await site.post(`${path}/erase`, {})
    const { page } = wordsIn('en')
    expect([first.status, await first.text()]).toEqual([200, expect.stringContaining(page('ownData.eraseDoneTitle'))])
    const { database } = site.testWorld.world
    expect(await findSubscriber(database, id)).toMatchObject({
      emailSealed: null,
      erasedAt: site.testWorld.clock.now(),
    })
    const again = await site.post(`${path}/erase?lang=ko`, {})
    const korean = wordsIn('ko').page('ownData.eraseDoneTitle')
    expect([again.status, await again.text()]).toEqual([200, expect.stringContaining(korean)])
    expect((await site.get(`${path}/data`)).status).toBe(404)
  })

  test('from another site does nothing', async () => {
    const { id, path } = await reader()
    const answer = await site.post(`${path}/erase`, {}, { 'Sec-Fetch-Site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(await findSubscriber(site.testWorld.world.database, id)).toMatchObject({ endedAt: null })
  })
})
