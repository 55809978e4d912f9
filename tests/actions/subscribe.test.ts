import { beforeAll, describe, expect, test } from 'vitest'
import { blockAddress } from '#actions/block-address'
import { confirmSubscription } from '#actions/confirm-subscription'
import { eraseExpiredRequests } from '#actions/erase-expired-requests'
import { readConfirmation } from '#actions/read-confirmation'
import { subscribe } from '#actions/subscribe'
import { unsubscribe } from '#actions/unsubscribe'
import { finishJob, lockUnrungJobs } from '#database/job-outbox'
import { findSubscriber, readSubscriberTopics } from '#database/subscriber-queries'
import { consentEvents, pendingSubscriptions } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import { PutOff } from '#domain/put-off'
import { runHandler } from '#workers/handlers'
import { assembleTeam } from '../support/campaigns.ts'
import { addReader, buildRequest, findConfirmToken } from '../support/readers.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
  return testWorld.close
})

async function mailsAfter(act: () => Promise<unknown>) {
  const mailer = createRecordingMailer()
  await act()
  expect(await runJobs(testWorld.sendWith(mailer))).toEqual([])
  return mailer.accepted
}

describe('a request to subscribe', () => {
  test('sends one mail to a new address, in its language, and makes no subscriber', async () => {
    const request = buildRequest({ locale: 'ko' })
    const [mail, ...others] = await mailsAfter(() => subscribe(testWorld.world, request))
    expect(others).toEqual([])
    expect(mail?.to).toBe(request.email)
    expect(mail?.subject).toMatch(/[가-힣]/)
    expect(mail?.headers['Auto-Submitted']).toBe('auto-generated')
    expect(mail?.headers).not.toHaveProperty('List-Unsubscribe')
    const token = await findConfirmToken(testWorld.world, request.email)
    expect(mail?.html).toContain(`/confirm/${token}`)
    expect(mail?.text).toContain(`/confirm/${token}`)
  })

  test.each([
    ['that died in the call is not followed by a second mail', false, 0],
    ['that died is followed by the same call where the provider knows its key', true, 1],
  ])('whose process %s', async (_, remembersKeys, mails) => {
    const { world, sendWith } = testWorld
    await subscribe(world, buildRequest())
    const [job] = await lockUnrungJobs(world.database, world.now(), 1)
    const run = { key: job?.id ?? '', signal: new AbortController().signal }
    const mailer = createRecordingMailer({ remembersKeys })
    const dying = sendWith({ ...mailer, deliver: () => Promise.reject(new Error('killed')) })
    await expect(runHandler(dying, 'send-confirmation', job?.payload, run)).rejects.toThrow('killed')
    await runHandler(sendWith(mailer), 'send-confirmation', job?.payload, run)
    expect(mailer.accepted).toHaveLength(mails)
    await finishJob(world.database, run.key)
  })

  test('is answered after a server that could not take the mail has been asked again', async () => {
    const { world, sendWith } = testWorld
    await subscribe(world, buildRequest())
    const [job] = await lockUnrungJobs(world.database, world.now(), 1)
    const run = { key: job?.id ?? '', signal: new AbortController().signal }
    const mailer = createRecordingMailer()
    mailer.answers.push(failWith('temporary'))
    const attempt = () => runHandler(sendWith(mailer), 'send-confirmation', job?.payload, run)
    await expect(attempt()).rejects.toThrow(PutOff)
    await attempt()
    expect(mailer.accepted).toHaveLength(1)
    await finishJob(world.database, run.key)
  })

  test('made five hundred times for one address sends one mail', async () => {
    const request = buildRequest()
    const mails = await mailsAfter(async () => {
      for (let round = 0; round < 10; round += 1) {
        await Promise.all(Array.from({ length: 50 }, () => subscribe(testWorld.world, request)))
      }
    })
    expect(mails).toHaveLength(1)
  })

  test('for somebody on the list sends the link to their choices and changes nothing', async () => {
    const { id, email } = await addReader(testWorld.world, { topics: ['un-watch'] })
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const mails = await mailsAfter(() => subscribe(testWorld.world, buildRequest({ email })))
    expect(mails.filter((mail) => mail.html.includes('/preferences/'))).toHaveLength(1)
    expect(mails.some((mail) => mail.html.includes('/confirm/'))).toBe(false)
    expect(await readSubscriberTopics(testWorld.world.database, id)).toEqual(['un-watch'])
  })

  test('for a blocked address sends nothing', async () => {
    const request = buildRequest()
    await subscribe(testWorld.world, request)
    const { rows } = await testWorld.testDatabase.pool.query(
      'select id from pending_subscriptions order by requested_at desc, id desc limit 1',
    )
    const token = testWorld.world.links.sign('block', { ids: [rows[0].id], expiresAt: null })
    await blockAddress(testWorld.world, { token })
    await blockAddress(testWorld.world, { token })
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    expect(await mailsAfter(() => subscribe(testWorld.world, request))).toEqual([])
  })

  test.each([
    ['no @ sign', { email: 'nobody.example' }, 'address-malformed', 'email'],
    ['a letter beyond ASCII before the @', { email: '탈북@readers.example' }, 'address-not-supported', 'email'],
    ['a line break', { email: 'a@readers.example\r\nBcc: b@readers.example' }, 'address-malformed', 'email'],
    ['no topic', { topics: [] }, 'topics-missing', 'topics'],
    ['an unknown topic', { topics: ['un-watch', 'gossip'] }, 'topic-unknown', 'topics'],
  ])('with %s is refused and names the field', async (_, fault, code, field) => {
    await expect(subscribe(testWorld.world, buildRequest(fault))).rejects.toMatchObject({ code, field })
  })

  test('with an internationalised domain is mailed at its ASCII form', async () => {
    const [mail] = await mailsAfter(() => subscribe(testWorld.world, buildRequest({ email: 'Reader@한국.example' })))
    expect(mail?.to).toBe('reader@xn--3e0b707e.example')
  })

  test('with a time zone that no clock knows is taken without one', async () => {
    const { id } = await addReader(testWorld.world, { timeZone: 'Mars/Olympus' })
    expect((await findSubscriber(testWorld.world.database, id))?.timeZone).toBeNull()
  })
})

test('nobody can subscribe before there is an organisation to write', async () => {
  await using unborn = await createTestWorld()
  await expect(subscribe(unborn.world, buildRequest())).rejects.toMatchObject({ code: 'organisation-incomplete' })
  expect(await unborn.world.database.select().from(pendingSubscriptions)).toEqual([])
})

describe('confirming', () => {
  test('makes a subscriber with the topics chosen, and evidence of what was read', async () => {
    const { id } = await addReader(testWorld.world, {
      topics: ['un-watch', 'take-action'],
      locale: 'ko',
      timeZone: 'Asia/Seoul',
    })
    const subscriber = await findSubscriber(testWorld.world.database, id)
    expect(subscriber).toMatchObject({ locale: 'ko', timeZone: 'Asia/Seoul', endedAt: null })
    expect(await readSubscriberTopics(testWorld.world.database, id)).toEqual(['take-action', 'un-watch'])
    const events = (await testWorld.world.database.select().from(consentEvents)).filter(
      ({ subject }) => Buffer.compare(subject, subscriber?.suppressionHash ?? Buffer.alloc(0)) === 0,
    )
    expect(
      events.map(({ kind, wordingId, wordingVersion, locale }) => ({ kind, wordingId, wordingVersion, locale })),
    ).toEqual([
      { kind: 'requested', wordingId: 'subscribe-form', wordingVersion: 1, locale: 'ko' },
      { kind: 'confirmed', wordingId: 'subscribe-form', wordingVersion: 1, locale: 'ko' },
    ])
  })

  test('twice, or ten times at once, changes nothing more and shows the same words', async () => {
    const request = buildRequest()
    await subscribe(testWorld.world, request)
    const token = (await findConfirmToken(testWorld.world, request.email)) ?? ''
    const confirmations = await Promise.all(
      Array.from({ length: 10 }, () => confirmSubscription(testWorld.world, { token })),
    )
    expect(new Set(confirmations.map(({ phrase }) => phrase)).size).toBe(1)
    const { rows } = await testWorld.testDatabase.pool.query(
      'select count(*)::int as count from subscribers where email_index = $1',
      [testWorld.world.blindIndex.address(parseEmailAddress(request.email))],
    )
    expect(rows[0].count).toBe(1)
  })

  test('drops the address from the request', async () => {
    const { id } = await addReader(testWorld.world)
    const rows = await testWorld.world.database.select().from(pendingSubscriptions)
    expect(rows.find((row) => row.id === id)).toMatchObject({ emailSealed: null, subscriberId: id })
  })

  test('is refused when the link is forged, cut off, or made for something else', async () => {
    const request = buildRequest()
    await subscribe(testWorld.world, request)
    const token = (await findConfirmToken(testWorld.world, request.email)) ?? ''
    const id = testWorld.world.links.verify('confirm', token)?.ids[0] ?? ''
    const wrongPurpose = testWorld.world.links.sign('block', { ids: [id], expiresAt: null })
    for (const bad of [
      token.slice(0, -1),
      `${token}A`,
      wrongPurpose,
      '',
      'x',
      token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')),
    ]) {
      await expect(confirmSubscription(testWorld.world, { token: bad })).rejects.toMatchObject({ code: 'link-invalid' })
    }
  })

  test('is refused when the time is over, and the request is erased with its address', async () => {
    const late = await createTestWorld()
    await assembleTeam(late.world)
    const request = buildRequest()
    await subscribe(late.world, request)
    const token = (await findConfirmToken(late.world, request.email)) ?? ''
    late.clock.advance({ days: 7 })
    await expect(readConfirmation(late.world, { token })).rejects.toMatchObject({ code: 'link-expired' })
    await expect(confirmSubscription(late.world, { token })).rejects.toMatchObject({ code: 'link-expired' })
    expect(await eraseExpiredRequests(late.world)).toBe(1)
    expect(await late.world.database.select().from(pendingSubscriptions)).toEqual([])
    await late.close()
  })

  test('brings back somebody who had left, once they ask again', async () => {
    const { id, email } = await addReader(testWorld.world)
    const token = testWorld.world.links.sign('unsubscribe', { ids: [id], expiresAt: null })
    await unsubscribe(testWorld.world, { token, method: 'page' })
    expect((await findSubscriber(testWorld.world.database, id))?.endedAt).not.toBeNull()
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const again = await addReader(testWorld.world, { email, topics: ['un-watch'] })
    expect(again.id).toBe(id)
    expect((await findSubscriber(testWorld.world.database, id))?.endedAt).toBeNull()
    const { rows } = await testWorld.testDatabase.pool.query(
      'select lifted_at from suppressions where address_hash = $1',
      [testWorld.world.blindIndex.suppression(parseEmailAddress(email))],
    )
    expect(rows[0].lifted_at).not.toBeNull()
  })
})

test('consent evidence cannot be changed or removed, by anyone', async () => {
  await addReader(testWorld.world)
  await expect(testWorld.testDatabase.pool.query(`update consent_events set kind = 'confirmed'`)).rejects.toThrow(
    /never changed/,
  )
  await expect(testWorld.testDatabase.pool.query('delete from consent_events')).rejects.toThrow(/never changed/)
})
