import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestAddressChange } from '#actions/request-address-change'
import { addressChanges } from '#database/tables'
import { assembleTeam } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { linkIn } from '../../support/visits.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let publicApp: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp()
  await assembleTeam(publicApp.testWorld.world)
})

afterAll(() => publicApp.testWorld.close())

/** The path of the form, for a reader of their own. */
async function formOf(overrides: Parameters<typeof addReader>[1] = {}): Promise<{ path: string; token: string }> {
  const { id } = await addReader(publicApp.testWorld.world, overrides)
  const token = await linkIn(publicApp.testWorld, id)
  return { path: `/preferences/${token}/address`, token }
}

/** The link that is mailed to a new address. */
async function confirmPath(email: string, overrides: Parameters<typeof addReader>[1] = {}): Promise<string> {
  const { world } = publicApp.testWorld
  await requestAddressChange(world, { token: (await formOf(overrides)).token, email })
  const change = (await world.database.select().from(addressChanges)).at(-1)
  return `/address/${world.links.sign('address', { ids: [change?.id ?? ''], expiresAt: change?.expiresAt ?? null })}`
}

describe('the form for another address', () => {
  test('shows as much of the present one as its owner needs', async () => {
    const { path } = await formOf({ email: 'chooser@readers.example' })
    const page = await (await publicApp.get(path)).text()
    expect(page).toContain('c•••••@readers.example')
    expect(page).not.toContain('chooser')
  })

  test('answers alike for an address that is new, known, left, waiting or asked too often', async () => {
    const { world } = publicApp.testWorld
    const { path } = await formOf()
    const { email: known } = await addReader(world)
    const ask = async (email: string): Promise<string> => {
      const response = await publicApp.post(path, { email })
      return JSON.stringify([response.status, [...response.headers], await response.text()])
    }
    const first = await ask('new@elsewhere.example')
    expect(first).toContain('Look into the new inbox')
    for (const email of [known, 'new@elsewhere.example', 'other@elsewhere.example', 'fourth@elsewhere.example'])
      expect(await ask(email)).toBe(first)
  })

  test.each([
    ['nobody', 'should look like name@mail.example'],
    ['', 'should look like name@mail.example'],
    ['미나@mail.example', 'Latin letters and digits'],
  ])('keeps what was typed of %j, says what would be right, and saves nothing', async (email, message) => {
    const { path } = await formOf()
    const before = await readEverything(publicApp.testWorld)
    const response = await publicApp.post(path, { email })
    const text = await response.text()
    expect(response.status).toBe(422)
    expect(text).toContain(message)
    expect(text).toContain(`value="${email}"`)
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('is behind a link alone', async () => {
    for (const path of ['/preferences/nonsense/address', '/preferences/a.b/address']) {
      expect((await publicApp.get(path)).status).toBe(404)
      expect((await publicApp.post(path, { email: 'a@mail.example' })).status).toBe(404)
    }
  })
})

describe('the link to a new address', () => {
  test('shows one button and changes nothing until it is pressed; twice is once', async () => {
    const path = await confirmPath('moved@elsewhere.example', { locale: 'ko' })
    const before = await readEverything(publicApp.testWorld)
    const page = await publicApp.get(path, { 'Accept-Language': 'en' })
    expect(page.headers.get('Content-Language')).toBe('ko')
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(await page.text()).toContain('이 주소로 받기')
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
    const pressed = await publicApp.post(path, {})
    expect(await pressed.text()).toContain('이제 이 주소로 보내 드립니다')
    const after = await readEverything(publicApp.testWorld)
    expect((await publicApp.post(path, {})).status).toBe(200)
    expect(await readEverything(publicApp.testWorld)).toEqual(after)
  })

  test('ends with its day, and one that is not ours opens nothing', async () => {
    const path = await confirmPath('late@elsewhere.example')
    expect((await publicApp.get('/address/nonsense')).status).toBe(404)
    publicApp.testWorld.clock.advance({ hours: 24 })
    expect((await publicApp.get(path)).status).toBe(410)
    expect((await publicApp.post(path, {})).status).toBe(410)
  })
})
