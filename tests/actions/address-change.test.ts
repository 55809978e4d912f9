import { beforeEach, describe, expect, test } from 'vitest'
import { beginVisit } from '#actions/begin-visit'
import { confirmAddressChange } from '#actions/confirm-address-change'
import { eraseExpiredRequests } from '#actions/erase-expired-requests'
import { importSubscribers } from '#actions/import-subscribers'
import { openVisit } from '#actions/open-visit'
import { readAddressChange } from '#actions/read-address-change'
import { requestAddressChange } from '#actions/request-address-change'
import { subscribe } from '#actions/subscribe'
import { unsubscribe } from '#actions/unsubscribe'
import type { SendingWorld } from '#actions/world'
import { endSubscription, findSubscriberByAddress, lockSubscriber, suppressAddress } from '#database/subscriber-queries'
import { addressChanges, consentEvents, readerVisits } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import type { SuppressionReason } from '#domain/suppression'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { untilBlocked } from '../support/locks.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import { createRecordingMailer, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { linkOf } from '../support/visits.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: SendingWorld
let mailer: RecordingMailer
let team: Team
let reader: { id: string; email: string }

const next = 'next@elsewhere.example'

beforeEach(async () => {
  testWorld = await createTestWorld()
  mailer = createRecordingMailer()
  world = testWorld.sendWith(mailer)
  team = await assembleTeam(world)
  reader = await addReader(world, { locale: 'ko', topics: ['un-watch'] })
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  return testWorld.close
})

const holderOf = (address: string) =>
  findSubscriberByAddress(world.database, world.blindIndex.address(parseEmailAddress(address)))
const hashOf = (address: string) => world.blindIndex.suppression(parseEmailAddress(address))
const mailTo = (address: string) => mailer.accepted.filter(({ to }) => to === address)

/** Asks for the change and runs what follows. @returns the token that was mailed, or an empty one where none was */
async function ask(email: string = next): Promise<string> {
  await requestAddressChange(world, { token: await linkOf(world, reader.id), email })
  expect(await runJobs(world)).toEqual([])
  return /\/address\/([\w-]+)/.exec(mailTo(email).at(-1)?.text ?? '')?.[1] ?? ''
}

describe('a new address', () => {
  test('takes over when its reader presses the button: letters, evidence and links move in one step', async () => {
    const token = await ask()
    expect(await holderOf(next)).toBeUndefined()
    expect(await readAddressChange(world, { token })).toEqual({ locale: 'ko' })
    const visit = await linkOf(world, reader.id)
    expect(await confirmAddressChange(world, { token })).toEqual({ locale: 'ko' })
    expect((await holderOf(next))?.id).toBe(reader.id)
    expect(await holderOf(reader.email)).toBeUndefined()
    await expect(openVisit(world, visit)).rejects.toMatchObject({ code: 'link-invalid' })
    expect((await openVisit(world, await linkOf(world, reader.id))).address).toBe(next)

    const evidence = (await world.database.select().from(consentEvents)).filter(
      ({ source }) => source === 'address-change',
    )
    const of = (address: string) =>
      evidence.filter(({ subject }) => hashOf(address).equals(subject)).map(({ kind }) => kind)
    expect([of(next), of(reader.email)]).toEqual([['requested', 'confirmed'], ['withdrawn']])
  })

  test('is confirmed once, however often it is pressed; the old one is told once, and kept no longer', async () => {
    const token = await ask()
    await confirmAddressChange(world, { token })
    await confirmAddressChange(world, { token })
    expect(await runJobs(world)).toEqual([])
    const [notice, ...others] = mailTo(reader.email)
    expect(others).toEqual([])
    expect(notice?.html).not.toContain('elsewhere')
    expect(notice?.text).not.toContain('elsewhere')
    const [change] = await world.database.select().from(addressChanges)
    expect(change?.formerSealed).toBeNull()
  })

  test('cannot be left for another before the old one has been told', async () => {
    await confirmAddressChange(world, { token: await ask() })
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const further = async () =>
      requestAddressChange(world, { token: await linkOf(world, reader.id), email: 'third@elsewhere.example' })
    await expect(further()).rejects.toMatchObject({ code: 'rate-limited' })
    expect(await runJobs(world)).toEqual([])
    expect(mailTo(reader.email)).toHaveLength(1)
    await further()
  })

  test('can be left for another though the old one could not be told in a day', async () => {
    await confirmAddressChange(world, { token: await ask() })
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    testWorld.clock.advance({ hours: 24 })
    const token = await linkOf(world, reader.id)
    await requestAddressChange(world, { token, email: 'third@elsewhere.example' })
    expect(await world.database.select().from(addressChanges)).toMatchObject([{ confirmedAt: null }])
  })

  test('leaves the old one to whoever signs up there anew, and to no import', async () => {
    await confirmAddressChange(world, { token: await ask() })
    const row = { email: reader.email, locale: 'en' as const, timeZone: null, topics: ['un-watch'] }
    const rows = [{ ...row, consentedAt: world.now().subtract({ hours: 1 }) }]
    await importSubscribers(world, { member: team.admin, source: 'test', rows })
    expect(await holderOf(reader.email)).toBeUndefined()
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const again = await addReader(world, { email: reader.email })
    expect(again.id).not.toBe(reader.id)
    expect((await holderOf(next))?.id).toBe(reader.id)
  })

  test('that once left can be returned to', async () => {
    const leaver = await addReader(world, { email: next })
    const leaving = world.links.sign('unsubscribe', { ids: [leaver.id], expiresAt: null })
    await unsubscribe(world, { token: leaving, method: 'page' })
    await testWorld.testDatabase.pool.query('delete from rate_limits; delete from job_outbox')
    await confirmAddressChange(world, { token: await ask() })
    expect((await holderOf(next))?.id).toBe(reader.id)
    // A link of theirs from before ends nothing of what began since.
    await unsubscribe(world, { token: leaving, method: 'page' })
    expect((await holderOf(next))?.endedAt).toBeNull()
  })

  test('with a sign-up that waits to be confirmed is asked like any other', async () => {
    await subscribe(world, buildRequest({ email: next }))
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    await confirmAddressChange(world, { token: await ask() })
    expect((await holderOf(next))?.id).toBe(reader.id)
  })
})

describe('nobody learns who is on the list', () => {
  test('an address that has a subscription is told so itself, and can confirm nothing', async () => {
    await addReader(world, { email: next, locale: 'en' })
    await testWorld.testDatabase.pool.query('delete from rate_limits; delete from job_outbox')
    expect(await ask()).toBe('')
    expect(mailTo(next).map(({ text }) => text)).toEqual([expect.stringContaining('They come here already')])
    expect((await holderOf(reader.email))?.id).toBe(reader.id)
  })

  test.each<SuppressionReason>(['blocked', 'bounced', 'complained'])(
    'an address that is %s is not written to',
    async (reason) => {
      await suppressAddress(world.database, hashOf(next), reason, world.now())
      expect(await ask()).toBe('')
      expect(mailer.accepted).toEqual([])
    },
  )

  test('an address is not asked more often than a sign-up form may', async () => {
    await ask()
    await ask()
    expect(mailTo(next)).toHaveLength(1)
  })

  test('whoever else took the address meanwhile keeps it', async () => {
    const token = await ask()
    await testWorld.testDatabase.pool.query('delete from rate_limits')
    const other = await addReader(world, { email: next })
    await expect(confirmAddressChange(world, { token })).rejects.toMatchObject({ code: 'link-invalid' })
    expect((await holderOf(next))?.id).toBe(other.id)
    expect((await holderOf(reader.email))?.id).toBe(reader.id)
  })
})

describe('a change of address', () => {
  test('ends after a day, and its address is erased', async () => {
    const token = await ask()
    testWorld.clock.advance({ hours: 24 })
    await expect(confirmAddressChange(world, { token })).rejects.toMatchObject({ code: 'link-expired' })
    await eraseExpiredRequests(world)
    expect(await world.database.select().from(addressChanges)).toEqual([])
    await expect(readAddressChange(world, { token })).rejects.toMatchObject({ code: 'link-invalid' })
  })

  test('keeps the old address until it has been told', async () => {
    await confirmAddressChange(world, { token: await ask() })
    testWorld.clock.advance({ hours: 25 })
    await eraseExpiredRequests(world)
    expect(await runJobs(world)).toEqual([])
    expect(mailTo(reader.email)).toHaveLength(1)
  })

  test('that is confirmed while its reader leaves waits for them, and is void', async () => {
    const token = await ask()
    const { confirming } = await world.database.transaction(async (transaction) => {
      await lockSubscriber(transaction, reader.id)
      const begun = confirmAddressChange(world, { token }).catch((error: unknown) => error)
      await untilBlocked(testWorld.testDatabase.pool)
      await endSubscription(transaction, reader.id, world.now())
      return { confirming: begun }
    })
    expect(await confirming).toMatchObject({ code: 'link-invalid' })
  })

  test('closes a link that was being mailed to the old address as well', async () => {
    const token = await ask()
    const subscriber = await holderOf(reader.email)
    if (!subscriber) throw new Error('The reader has no row.')
    await confirmAddressChange(world, { token })
    const late = await beginVisit(world, { id: world.newId(), subscriber, address: reader.email })
    expect(late).toBeNull()
    expect(await world.database.select().from(readerVisits)).toEqual([])
  })

  test('is void when its reader leaves, or asks for another', async () => {
    const first = await ask()
    const second = await ask('third@elsewhere.example')
    await expect(confirmAddressChange(world, { token: first })).rejects.toMatchObject({ code: 'link-invalid' })
    const leaving = world.links.sign('unsubscribe', { ids: [reader.id], expiresAt: null })
    await unsubscribe(world, { token: leaving, method: 'page' })
    await expect(confirmAddressChange(world, { token: second })).rejects.toMatchObject({ code: 'link-invalid' })
    expect(await world.database.select().from(addressChanges)).toEqual([])
  })

  test.each([
    ['no-address', 'address-malformed'],
    ['미나@mail.example', 'address-not-supported'],
  ])('to %s is refused at its field', async (email, code) => {
    const token = await linkOf(world, reader.id)
    await expect(requestAddressChange(world, { token, email })).rejects.toMatchObject({ code, field: 'email' })
  })

  test('to the address that it is is refused', async () => {
    const token = await linkOf(world, reader.id)
    const email = reader.email.toUpperCase()
    await expect(requestAddressChange(world, { token, email })).rejects.toMatchObject({ code: 'address-unchanged' })
  })

  test('cannot be confirmed by a link of another kind', async () => {
    await ask()
    const [change] = await world.database.select().from(addressChanges)
    const token = world.links.sign('confirm', { ids: [change?.id ?? ''], expiresAt: change?.expiresAt ?? null })
    await expect(confirmAddressChange(world, { token })).rejects.toMatchObject({ code: 'link-invalid' })
  })
})
