import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import {
  findPendingSubscription,
  findSubscriber,
  findSuppressions,
  readSubscriberTopics,
} from '#database/subscriber-queries'
import { limits } from '#domain/limits'
import { assembleTeam } from '../../support/campaigns.ts'
import { addReader, buildRequest, findConfirmToken } from '../../support/readers.ts'
import { linkIn } from '../../support/visits.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let publicApp: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp()
  await assembleTeam(publicApp.testWorld.world)
})

afterAll(() => publicApp.testWorld.close())

async function request(
  overrides: Parameters<typeof buildRequest>[0] = {},
): Promise<{ id: string; confirm: string; block: string }> {
  const { world } = publicApp.testWorld
  const input = buildRequest(overrides)
  await subscribe(world, input)
  const confirm = (await findConfirmToken(world, input.email)) ?? ''
  const ids = world.links.verify('confirm', confirm)?.ids ?? []
  return { id: ids[0] ?? '', confirm, block: world.links.sign('block', { ids, expiresAt: null }) }
}

async function subscriberLinks(overrides: Parameters<typeof buildRequest>[0] = {}) {
  const { world } = publicApp.testWorld
  const { id } = await addReader(world, overrides)
  return {
    id,
    preferences: `/preferences/${await linkIn(publicApp.testWorld, id)}`,
    unsubscribe: `/u/${world.links.sign('unsubscribe', { ids: [id], expiresAt: null })}`,
  }
}

describe('the confirmation link', () => {
  test('shows one button in the language of the request, and confirms only when it is pressed', async () => {
    const { id, confirm } = await request({ locale: 'ko' })
    const page = await publicApp.get(`/confirm/${confirm}`, { 'Accept-Language': 'en' })
    expect(page.headers.get('Content-Language')).toBe('ko')
    expect(await page.text()).toContain('구독 확인하기')
    expect(await findSubscriber(publicApp.testWorld.world.database, id)).toBeUndefined()

    const pressed = await publicApp.post(`/confirm/${confirm}`, {})
    const text = await pressed.text()
    expect(pressed.status).toBe(200)
    expect(text).toContain(publicApp.testWorld.world.phrases.phraseFor(id, 'ko'))
    expect(text).toContain('href="/preferences?lang=ko"')
    expect(await findSubscriber(publicApp.testWorld.world.database, id)).toMatchObject({ locale: 'ko', endedAt: null })
  })

  test('pressed twice shows the same and changes nothing more', async () => {
    const { confirm } = await request()
    const first = await (await publicApp.post(`/confirm/${confirm}`, {})).text()
    const before = await readEverything(publicApp.testWorld)
    const second = await (await publicApp.post(`/confirm/${confirm}`, {})).text()
    expect(second).toBe(first)
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('offers the page after the press in the other language behind the same press', async () => {
    const { confirm } = await request()
    const page = await (await publicApp.post(`/confirm/${confirm}`, {})).text()
    expect(page).toContain(`<form method="post" action="/confirm/${confirm}?lang=ko">`)
    const korean = await publicApp.post(`/confirm/${confirm}?lang=ko`, {})
    expect(await korean.text()).toContain('구독이 확인되었습니다')
  })

  test('says that it has expired, and where to begin again', async () => {
    const { confirm } = await request()
    publicApp.testWorld.clock.advance({ days: limits.pendingSubscriptionDays, seconds: 1 })
    for (const response of [
      await publicApp.get(`/confirm/${confirm}`),
      await publicApp.post(`/confirm/${confirm}`, {}),
    ]) {
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('Subscribe again')
    }
  })

  test.each(['x', 'A'.repeat(3000), '%00', '..%2f..%2fetc'])(
    'that is not ours (“%s”) is answered with 404',
    async (token) => {
      expect((await publicApp.get(`/confirm/${token}`)).status).toBe(404)
      expect((await publicApp.post(`/confirm/${token}`, {})).status).toBe(404)
      expect(publicApp.bugs).toEqual([])
    },
  )

  test('does nothing when another site presses it', async () => {
    const { id, confirm } = await request()
    const response = await publicApp.post(`/confirm/${confirm}`, {}, { 'Sec-Fetch-Site': 'cross-site' })
    expect(response.status).toBe(403)
    expect(await findSubscriber(publicApp.testWorld.world.database, id)).toBeUndefined()
  })
})

test('the block link refuses the address only when its button is pressed', async () => {
  const { database } = publicApp.testWorld.world
  const { id, block, confirm } = await request()
  expect(await (await publicApp.get(`/block/${block}`)).text()).toContain('Block this address')
  const { suppressionHash } = (await findPendingSubscription(database, id)) ?? {}
  const hashes = suppressionHash ? [suppressionHash] : []
  expect((await findSuppressions(database, hashes)).size).toBe(0)
  expect(await (await publicApp.post(`/block/${block}`, {})).text()).toContain('This address is blocked')
  expect([...(await findSuppressions(database, hashes)).values()]).toEqual([['blocked']])
  expect((await publicApp.post(`/confirm/${confirm}`, {})).status).toBe(404)
})

describe('the preferences link', () => {
  test('shows the choices and as much of the address as its owner needs, and saves new ones', async () => {
    const { database } = publicApp.testWorld.world
    const { id, preferences } = await subscriberLinks({ email: 'chooser@readers.example' })
    const page = await (await publicApp.get(preferences)).text()
    expect(page).toMatch(/value="days-of-remembrance" checked/)
    expect(page).toMatch(/<option value="Europe\/London" selected/)
    expect(page).not.toContain('chooser')
    expect(page).toContain('c•••••@readers.example')

    const choices = { locale: 'ko', topics: ['un-watch', 'take-action'], timeZone: 'Asia/Seoul', cadence: 'digest' }
    const saved = await publicApp.post(`${preferences}?lang=en`, choices)
    expect(saved.headers.get('Content-Language')).toBe('ko')
    expect(await saved.text()).toContain('저장했습니다')
    expect(await findSubscriber(database, id)).toMatchObject({
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      cadence: 'digest',
    })
    expect((await readSubscriberTopics(database, id)).toSorted()).toEqual(['take-action', 'un-watch'])
  })

  test.each([
    ['no topic', { locale: 'en', topics: [], timeZone: '', cadence: 'every' }, 'Choose at least one topic.', 422],
    [
      'a topic that does not exist',
      { locale: 'en', topics: ['x'], timeZone: '', cadence: 'every' },
      'Choose from the topics',
      422,
    ],
    [
      'a zone that does not exist',
      { locale: 'en', topics: ['un-watch'], timeZone: 'Mars/Olympus', cadence: 'every' },
      'Choose a time zone',
      422,
    ],
    [
      'a language we do not have',
      { locale: 'fr', topics: ['un-watch'], timeZone: '', cadence: 'every' },
      'Choose English or Korean.',
      422,
    ],
    ['two languages', { locale: ['en', 'ko'], topics: ['un-watch'] }, 'could not be read as sent', 400],
  ])('says what is wrong with %s, and saves nothing', async (_, choices, message, status) => {
    const { preferences } = await subscriberLinks()
    const before = await readEverything(publicApp.testWorld)
    const response = await publicApp.post(preferences, choices)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(message)
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('ends, and leads to where a new one is asked for', async () => {
    const { preferences } = await subscriberLinks()
    publicApp.testWorld.clock.advance({ minutes: 61 })
    const response = await publicApp.get(preferences)
    expect(response.status).toBe(410)
    expect(await response.text()).toContain('href="/preferences"')
  })

  test('is asked for with the same answer for every address', async () => {
    const { world } = publicApp.testWorld
    const { email } = await addReader(world)
    const ask = async (address: string): Promise<string> => {
      const stamp = await publicApp.freshStamp('/preferences')
      const response = await publicApp.post('/preferences', { email: address, stamp })
      return JSON.stringify([response.status, [...response.headers], await response.text()])
    }
    const known = await ask(email)
    expect(known).toContain('the link is on its way')
    expect(await ask('nobody@readers.example')).toBe(known)
    const wrong = await publicApp.post('/preferences', { email: 'nobody', stamp: '' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="nobody"')
  })
})

describe('the unsubscribe link', () => {
  const oneClick = 'List-Unsubscribe=One-Click'
  const multipart = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'

  test.each([
    ['application/x-www-form-urlencoded', oneClick],
    ['multipart/form-data; boundary=b', multipart],
  ])('ends the subscription for a mail program that posts %s', async (type, body) => {
    const { id, unsubscribe } = await subscriberLinks({ locale: 'ko' })
    for (const time of ['first', 'second']) {
      const response = await publicApp.app.request(unsubscribe, {
        method: 'POST',
        body,
        headers: { 'Content-Type': type },
      })
      expect([time, response.status, await response.text()]).toEqual([time, 200, '수신거부가 완료되었습니다.'])
      expect(response.headers.get('Set-Cookie')).toBeNull()
      expect(response.headers.get('Location')).toBeNull()
    }
    expect((await findSubscriber(publicApp.testWorld.world.database, id))?.endedAt).not.toBeNull()
  })

  test('works from anywhere, and answers an unknown link like a known one', async () => {
    const { unsubscribe } = await subscriberLinks()
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://mail.example' }
    const known = await publicApp.post(unsubscribe, { 'List-Unsubscribe': 'One-Click' }, headers)
    const unknown = await publicApp.post('/u/never-ours', { 'List-Unsubscribe': 'One-Click' }, headers)
    expect([unknown.status, [...unknown.headers], await unknown.text()]).toEqual([
      known.status,
      [...known.headers],
      await known.text(),
    ])
    expect(known.status).toBe(200)
  })

  test('asks on a page, changes nothing until the button is pressed, and then says so on a page', async () => {
    const { id, unsubscribe } = await subscriberLinks()
    expect(await (await publicApp.get(unsubscribe)).text()).toContain('Leave the list?')
    expect((await findSubscriber(publicApp.testWorld.world.database, id))?.endedAt).toBeNull()
    const pressed = await publicApp.post(unsubscribe, {})
    expect(await pressed.text()).toContain('You are off the list')
    expect((await findSubscriber(publicApp.testWorld.world.database, id))?.endedAt).not.toBeNull()
  })

  test('is never refused over a body that cannot be read', async () => {
    const { id, unsubscribe } = await subscriberLinks()
    const body = new TextEncoder().encode('%%%')
    const response = await publicApp.app.request(unsubscribe, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/odd' },
    })
    expect(response.status).toBe(200)
    expect((await findSubscriber(publicApp.testWorld.world.database, id))?.endedAt).not.toBeNull()
  })
})
