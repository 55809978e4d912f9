import { beforeAll, describe, expect, test } from 'vitest'
import { blockAddress } from '#actions/block-address'
import { confirmSubscription } from '#actions/confirm-subscription'
import { importSubscribers, type ImportRow } from '#actions/import-subscribers'
import { subscribe } from '#actions/subscribe'
import type { World } from '#actions/world'
import {
  endSubscription,
  findOpenRequest,
  findSubscriberByAddress,
  findSuppressions,
  insertSubscribers,
  lockAddress,
  lockPendingSubscription,
  readSubscriberTopics,
  suppressAddress,
} from '#database/subscriber-queries'
import { consentEvents } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { untilBlocked } from '../support/locks.ts'
import { addReader, buildRequest, findConfirmToken } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  world = testWorld.world
  team = await assembleTeam(world)
  return testWorld.close
})

const indexOf = (email: string): Uint8Array => world.blindIndex.address(parseEmailAddress(email))
const hashOf = (email: string): Uint8Array => world.blindIndex.suppression(parseEmailAddress(email))

/** What somebody holds while their transaction adds the row of an address. */
function subscriberRow(email: string) {
  const id = world.newId()
  return {
    id,
    emailIndex: indexOf(email),
    suppressionHash: hashOf(email),
    emailSealed: world.sealer.seal({ table: 'subscribers', column: 'email', id }, email),
    locale: 'en' as const,
    confirmedAt: world.now(),
  }
}

describe('two who act on one address at once', () => {
  test('to block and to confirm take its locks in the same order', async () => {
    const request = buildRequest()
    await subscribe(world, request)
    const open = await findOpenRequest(world.database, indexOf(request.email), world.now())
    const id = open?.id ?? ''
    const token = world.links.sign('block', { ids: [id], expiresAt: world.now().add({ hours: 1 }) })
    const blocking = await world.database.transaction(async (transaction) => {
      await lockAddress(transaction, indexOf(request.email))
      const block = blockAddress(world, { token })
      await untilBlocked(testWorld.testDatabase.pool)
      await transaction.execute(`set local lock_timeout = '2s'`)
      await lockPendingSubscription(transaction, id)
      return { block }
    })
    expect(await blocking.block).toEqual({ locale: 'en' })
  })

  test('to confirm and to import end as one subscription, with the topics that were confirmed', async () => {
    const request = buildRequest({ topics: ['un-watch'] })
    await subscribe(world, request)
    const token = (await findConfirmToken(world, request.email)) ?? ''
    const { confirm } = await world.database.transaction(async (transaction) => {
      await insertSubscribers(transaction, [subscriberRow(request.email)])
      const confirmation = confirmSubscription(world, { token })
      await untilBlocked(testWorld.testDatabase.pool)
      return { confirm: confirmation }
    })
    expect(await confirm).toMatchObject({ locale: 'en' })
    const subscriber = await findSubscriberByAddress(world.database, indexOf(request.email))
    expect(await readSubscriberTopics(world.database, subscriber?.id ?? '')).toEqual(['un-watch'])
  })

  test('to leave and to confirm: who confirms last is on the list and may be mailed', async () => {
    const { id, email } = await addReader(world)
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    await subscribe(world, buildRequest({ email }))
    const token = (await findConfirmToken(world, email)) ?? ''
    const { confirm } = await world.database.transaction(async (transaction) => {
      await endSubscription(transaction, id, world.now())
      await suppressAddress(transaction, hashOf(email), 'left', world.now())
      const confirmation = confirmSubscription(world, { token })
      await untilBlocked(testWorld.testDatabase.pool)
      return { confirm: confirmation }
    })
    await confirm
    expect(await findSubscriberByAddress(world.database, indexOf(email))).toMatchObject({ id, endedAt: null })
    expect(await findSuppressions(world.database, [hashOf(email)])).toEqual(new Map())
  })

  test('to import the same people take their places in the same order', async () => {
    const [low = '', high = ''] = [buildRequest().email, buildRequest().email].toSorted((one, other) =>
      Buffer.compare(indexOf(one), indexOf(other)),
    )
    const rows = [high, low].map((email): ImportRow => ({
      email,
      locale: 'en',
      timeZone: null,
      topics: ['un-watch'],
      consentedAt: world.now(),
    }))
    const { importing } = await world.database.transaction(async (transaction) => {
      await insertSubscribers(transaction, [subscriberRow(low)])
      const second = importSubscribers(world, { member: team.admin, source: 'a sheet', rows })
      await untilBlocked(testWorld.testDatabase.pool)
      await transaction.execute(`set local lock_timeout = '2s'`)
      await insertSubscribers(transaction, [subscriberRow(high)])
      return { importing: second }
    })
    expect(await importing).toMatchObject({ imported: 0, known: 2 })
  })
})

test('who blocks after confirming leaves evidence of it', async () => {
  const request = buildRequest()
  await subscribe(world, request)
  const open = await findOpenRequest(world.database, indexOf(request.email), world.now())
  const ids = [open?.id ?? '']
  const expiresAt = world.now().add({ hours: 1 })
  await confirmSubscription(world, { token: world.links.sign('confirm', { ids, expiresAt }) })
  const token = world.links.sign('block', { ids, expiresAt })
  await blockAddress(world, { token })
  await blockAddress(world, { token })
  const events = await world.database.select().from(consentEvents)
  const kinds = events
    .filter(({ subject }) => Buffer.compare(subject, hashOf(request.email)) === 0)
    .map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['blocked', 'confirmed', 'requested'])
})
