import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { eraseAddress } from '#actions/erase-address'
import { eraseSubscriber } from '#actions/erase-subscriber'
import { finishErasure } from '#actions/finish-erasure'
import { importSubscribers } from '#actions/import-subscribers'
import { pauseCampaign } from '#actions/pause-campaign'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { resumeCampaign } from '#actions/resume-campaign'
import { subscribe } from '#actions/subscribe'
import { traceMail } from '#actions/trace-mail'
import { unsubscribe } from '#actions/unsubscribe'
import { findSubscriber, findSubscriberByAddress } from '#database/subscriber-queries'
import { auditEvents, consentEvents, deliveries, jobOutbox, subscribers, suppressions } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import { PutOff } from '#domain/put-off'
import { linkOf } from '../support/visits.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign } from '../support/told-campaign.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
})

afterEach(() => stage.close())

/** Presses the button of the page that erases. */
async function erase(id: string): Promise<string> {
  const token = await linkOf(stage.world, id)
  await eraseSubscriber(stage.world, { token })
  return token
}

/** Some minutes later by the clock of the budgets, which is that of the machine. */
const forgetUse = () => stage.testDatabase.pool.query('delete from rate_limits')

const idsOfReaders = async (): Promise<string[]> =>
  (await stage.world.database.select({ id: subscribers.id }).from(subscribers)).map(({ id }) => id)

describe('an erasure', () => {
  test('ends the subscription and takes everything off the row at once', async () => {
    const { id } = await addReader(stage.world)
    await erase(id)
    expect(await findSubscriber(stage.world.database, id)).toMatchObject({
      emailIndex: null,
      suppressionHash: null,
      emailSealed: null,
      nameSealed: null,
      phraseSealed: null,
      timeZone: null,
      endedAt: stage.world.now(),
      erasedAt: stage.world.now(),
    })
  })

  test('leaves of everything that refers to its reader nothing but the hash and the evidence', async () => {
    const { id, email } = await addReader(stage.world)
    await requestPreferencesLink(stage.world, { email })
    await forgetUse()
    await subscribe(stage.world, buildRequest({ email }))
    const { database } = stage.world
    await database.execute(sql`
      insert into address_changes (id, subscriber_id, email_index, suppression_hash, email_sealed, requested_at, expires_at)
      values (gen_random_uuid(), ${id}, 'index', 'hash', 'sealed', now(), now())`)
    await database.execute(sql`
      insert into digests (id, subscriber_id, month, campaign_ids, created_at)
      values (gen_random_uuid(), ${id}, '2026-11', '[]', now())`)
    await erase(id)
    await runJobs(stage.world)
    expect(await idsOfReaders()).toEqual([])
    const tables = [
      'subscriber_topics',
      'pending_subscriptions',
      'reader_visits',
      'address_changes',
      'digests',
      'job_outbox',
    ]
    const { rows } = await stage.testDatabase.pool.query(
      tables.map((table) => `select '${table}' as table, count(*)::int as rows from ${table}`).join(' union all '),
    )
    expect(rows).toEqual(expect.arrayContaining(tables.map((table) => ({ table, rows: 0 }))))
    const subject = Buffer.from(stage.world.blindIndex.suppression(parseEmailAddress(email)))
    expect(await database.select().from(suppressions)).toMatchObject([{ addressHash: subject, reason: 'left' }])
    const evidence = await database.select().from(consentEvents).orderBy(consentEvents.id)
    expect(evidence.map(({ kind, source }) => [kind, source])).toEqual([
      ['requested', 'test'],
      ['confirmed', 'confirmation-link'],
      ['requested', 'test'],
      ['withdrawn', 'own-data-page'],
    ])
    expect(stage.mailer.calls).toEqual([])
  })

  test('pressed again changes nothing and is answered like the first time', async () => {
    const { id } = await addReader(stage.world)
    const token = await erase(id)
    expect(await eraseSubscriber(stage.world, { token })).toBeNull()
    await runJobs(stage.world)
    expect(await eraseSubscriber(stage.world, { token })).toBeNull()
    expect(await stage.world.database.select().from(consentEvents)).toHaveLength(3)
    await finishErasure(stage.world, { subscriberId: id })
    expect(await idsOfReaders()).toEqual([])
  })

  test('is refused to a link that was never ours, and to one with another secret', async () => {
    const { id } = await addReader(stage.world)
    const token = await linkOf(stage.world, id)
    for (const wrong of ['', 'x', `${token}x`, `${token.split('.')[0]}.${'A'.repeat(22)}`])
      await expect(eraseSubscriber(stage.world, { token: wrong })).rejects.toMatchObject({ code: 'link-invalid' })
    expect(await findSubscriber(stage.world.database, id)).toMatchObject({ endedAt: null })
  })

  test('is final for imports, and the reader can subscribe again, with another id and phrase', async () => {
    const { id, email } = await addReader(stage.world)
    const before = stage.world.phrases.phraseFor(id, 'en')
    await erase(id)
    await runJobs(stage.world)
    const result = await importSubscribers(stage.world, {
      member: stage.team.admin,
      source: 'An old list',
      rows: [{ email, locale: 'en', timeZone: null, topics: ['days-of-remembrance'], consentedAt: stage.world.now() }],
    })
    expect(result).toEqual({ imported: 0, known: 0, suppressed: 1, refused: [] })
    expect(await idsOfReaders()).toEqual([])
    await forgetUse()
    const again = await addReader(stage.world, { email })
    expect(again.id).not.toBe(id)
    expect(stage.world.phrases.phraseFor(again.id, 'en')).not.toBe(before)
    expect(await findSubscriber(stage.world.database, again.id)).toMatchObject({ endedAt: null, erasedAt: null })
  })
})

describe('letters of whoever is erased', () => {
  test('count as before, each as a letter to nobody of its own', async () => {
    const [reader] = await stage.addReaders(3)
    const first = await createToldCampaign(stage, { uncertain: [1] })
    const second = await createToldCampaign(stage)
    await runJobs(stage.world)
    const before = [await stage.accountOf(first.campaignId), await stage.accountOf(second.campaignId)]
    await erase(reader?.id ?? '')
    await runJobs(stage.world)
    expect([await stage.accountOf(first.campaignId), await stage.accountOf(second.campaignId)]).toEqual(before)
    const rows = await stage.world.database
      .select({ id: subscribers.id, sealed: subscribers.emailSealed, erasedAt: subscribers.erasedAt })
      .from(deliveries)
      .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    expect(rows).toHaveLength(6)
    const nobodies = rows.filter(({ erasedAt }) => erasedAt !== null)
    expect(nobodies).toHaveLength(2)
    expect(new Set(nobodies.map(({ id }) => id)).size).toBe(2)
    expect(nobodies.map(({ sealed }) => sealed)).toEqual([null, null])
    expect(rows.map(({ id }) => id)).not.toContain(reader?.id)
  })

  test('take what is told of them later, which counts and suppresses nobody', async () => {
    const readers = await stage.addReaders(2)
    const told = await createToldCampaign(stage)
    const position = (await told.letters()).findIndex(({ subscriberId }) => subscriberId === readers[0]?.id)
    await erase(readers[0]?.id ?? '')
    await runJobs(stage.world)
    const suppressedBefore = await stage.world.database.select().from(suppressions)
    await told.tell(position, { kind: 'bounced', minutes: 5 })
    await applyProviderEvents(stage.world)
    expect(await told.batch()).toMatchObject({ bouncedCount: 1, hardBouncedCount: 1 })
    expect(await stage.world.database.select().from(suppressions)).toEqual(suppressedBefore)
  })

  test('leave those of others to be traced', async () => {
    const readers = await stage.addReaders(3)
    const told = await createToldCampaign(stage)
    const [first, second] = await told.letters()
    const emailOf = (id: string | undefined) => readers.find((reader) => reader.id === id)?.email ?? ''
    await erase(first?.subscriberId ?? '')
    await runJobs(stage.world)
    const trace = (email: string) => traceMail(stage.world, { member: stage.team.admin, email })
    expect((await trace(emailOf(second?.subscriberId))).letters).toMatchObject([{ providerId: 'provider-id-1' }])
    expect(await trace(emailOf(first?.subscriberId))).toMatchObject({ subscription: null, letters: [] })
  })
})

describe('a batch on its way', () => {
  const sealOf = async () => (await stage.batches()).map(({ sealed, settledAt }) => ({ sealed, settledAt }))

  test('that is not sealed leaves the reader out by itself', async () => {
    const [reader] = await stage.addReaders(3)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await erase(reader?.id ?? '')
    await runJobs(stage.world)
    expect(stage.mailer.accepted).toHaveLength(2)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 2, dropped: { left: 1 } })
    expect(await idsOfReaders()).not.toContain(reader?.id)
  })

  test('that is sealed and was not sent is sealed anew without the reader, also while its campaign is paused', async () => {
    const [reader] = await stage.addReaders(3)
    stage.mailer.answers.push(failWith('temporary'))
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const [batch] = await stage.batches()
    await expect(stage.send(batch?.id ?? '')).rejects.toBeInstanceOf(PutOff)
    await pauseCampaign(stage.world, { member: stage.team.approver, campaignId })
    expect(await sealOf()).toMatchObject([{ sealed: expect.any(Uint8Array) as Uint8Array }])
    await erase(reader?.id ?? '')
    await runJobs(stage.world)
    expect((await sealOf()).map(({ sealed }) => sealed)).toEqual([null, null])
    expect(await idsOfReaders()).not.toContain(reader?.id)
    await resumeCampaign(stage.world, { member: stage.team.approver, campaignId })
    await runJobs(stage.world)
    expect(stage.mailer.accepted.map(({ to }) => to)).not.toContain(reader?.email)
    expect(await stage.accountOf(campaignId)).toMatchObject({ frozen: 3, accepted: 2, waiting: 0 })
  })

  test('that may have been sent is waited for, for a day at most', async () => {
    await stage.close()
    stage = await createSendingStage(createRecordingMailer({ name: 'resend', remembersKeys: true }))
    const [reader] = await stage.addReaders(2)
    stage.mailer.answers.push(failWith('unknown'))
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const [batch] = await stage.batches()
    await expect(stage.send(batch?.id ?? '')).rejects.toBeInstanceOf(PutOff)
    await pauseCampaign(stage.world, { member: stage.team.approver, campaignId })
    await erase(reader?.id ?? '')
    await runJobs(stage.world)
    expect(await findSubscriber(stage.world.database, reader?.id ?? '')).toMatchObject({ emailSealed: null })
    expect(await stage.world.database.select().from(jobOutbox)).toMatchObject([{ name: 'finish-erasure' }])
    stage.clock.advance({ hours: 24 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await idsOfReaders()).not.toContain(reader?.id)
    expect((await sealOf()).map(({ sealed }) => sealed)).toEqual([null])
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 2, waiting: 0 })
  })
})

describe('staff', () => {
  test('erase by the exact address, on record without it', async () => {
    const { email } = await addReader(stage.world)
    const { admin } = stage.team
    expect(await eraseAddress(stage.world, { member: admin, email: ` ${email.toUpperCase()} ` })).toEqual({
      isErased: true,
    })
    expect(await eraseAddress(stage.world, { member: admin, email })).toEqual({ isErased: false })
    await runJobs(stage.world)
    expect(await idsOfReaders()).toEqual([])
    const records = await stage.world.database
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'subscriber-erased'))
      .orderBy(auditEvents.id)
    expect(records).toMatchObject([
      { actorId: admin.id, detail: { erased: 1 } },
      { actorId: admin.id, detail: { erased: 0 } },
    ])
    expect(JSON.stringify(records)).not.toContain('@')
  })

  test('erase a request that nobody confirmed', async () => {
    const request = buildRequest()
    await subscribe(stage.world, request)
    expect(await eraseAddress(stage.world, { member: stage.team.admin, email: request.email })).toEqual({
      isErased: true,
    })
    const { rows } = await stage.testDatabase.pool.query('select * from pending_subscriptions')
    expect(rows).toEqual([])
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.calls).toEqual([])
  })

  test('erase whoever left, and record no second withdrawal', async () => {
    const { id, email } = await addReader(stage.world)
    await unsubscribe(stage.world, {
      token: stage.world.links.sign('unsubscribe', { ids: [id], expiresAt: null }),
      method: 'page',
    })
    await eraseAddress(stage.world, { member: stage.team.admin, email })
    const emailIndex = stage.world.blindIndex.address(parseEmailAddress(email))
    expect(await findSubscriberByAddress(stage.world.database, emailIndex)).toBeUndefined()
    const evidence = await stage.world.database.select().from(consentEvents)
    expect(evidence.filter(({ kind }) => kind === 'withdrawn')).toMatchObject([{ source: 'page' }])
  })

  test('must be administrators', async () => {
    const { email } = await addReader(stage.world)
    for (const member of [stage.team.editor, stage.team.approver])
      await expect(eraseAddress(stage.world, { member, email })).rejects.toMatchObject({ code: 'role-missing' })
  })
})
