import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import { describeOwnData } from '#actions/describe-own-data'
import { liftSuppression } from '#actions/lift-suppression'
import { lookUpSubscriber } from '#actions/look-up-subscriber'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { traceMail } from '#actions/trace-mail'
import { unsubscribe } from '#actions/unsubscribe'
import { ownDataFileSchema, presentOwnData } from '#http/public/own-data-file'
import { linkOf } from '../support/visits.ts'
import { impersonalTables, personalColumns } from '../support/personal-columns.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { addReader } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { createToldCampaign } from '../support/told-campaign.ts'

describe('what is held about a reader', () => {
  let stage: SendingStage

  beforeEach(async () => {
    stage = await createSendingStage()
  })

  afterEach(() => stage.close())

  const dataOf = async (id: string) => describeOwnData(stage.world, { token: await linkOf(stage.world, id) })

  test('is told with their choices, their consent and where each came from', async () => {
    const { id, email } = await addReader(stage.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
    await stage.testDatabase.pool.query(
      `update subscribers set cadence = 'digest', quiet_days = '{a-day-of-no-library}', is_text_only = true where id = $1`,
      [id],
    )
    expect(await dataOf(id)).toMatchObject({
      address: email,
      name: null,
      phrase: stage.world.phrases.phraseFor(id, 'ko'),
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      topics: [{ id: 'days-of-remembrance' }],
      cadence: 'digest',
      quietDays: [{ id: 'a-day-of-no-library' }],
      isTextOnly: true,
      confirmedAt: stage.world.now(),
      consents: [
        { kind: 'requested', source: 'test', wording: { id: 'subscribe-form', version: 1 }, locale: 'ko' },
        { kind: 'confirmed', source: 'confirmation-link' },
      ],
      requests: [{ from: stage.world.now(), confirmedAt: stage.world.now() }],
      links: [{ from: stage.world.now() }],
      letters: [],
      suppressions: [],
      retention: { leaverDays: 30, deliveryMonths: 24 },
    })
  })

  test('names their letters and what was told of these, and of nobody else’s', async () => {
    await stage.addReaders(2)
    const told = await createToldCampaign(stage)
    await told.tell(0, { kind: 'delivered', minutes: 2 })
    await told.tell(1, { kind: 'bounced', bounceKind: 'soft', minutes: 3 })
    await applyProviderEvents(stage.world)
    const { subscriberId = '' } = (await told.letters())[0] ?? {}
    const reference = stage.world.references.sign({ batchId: told.batchId, position: 0 })
    const { letters, events } = await dataOf(subscriberId)
    expect(letters).toMatchObject([{ standing: 'delivered', providerId: 'provider-id-0', reference }])
    expect(letters[0]?.titles).toHaveProperty('en')
    expect(events).toMatchObject([{ kind: 'delivered', reference }])
  })

  test('holds what staff did with the address, and mail that waits', async () => {
    const { id, email } = await addReader(stage.world)
    const { admin: member } = stage.team
    await traceMail(stage.world, { member, email })
    await lookUpSubscriber(stage.world, { member, email })
    await liftSuppression(stage.world, { member, email, suppression: 'bounced', because: 'They wrote to us.' })
    await requestPreferencesLink(stage.world, { email })
    const { records, waiting } = await dataOf(id)
    expect(records.map(({ action, because }) => [action, because])).toEqual([
      ['mail-traced', null],
      ['subscriber-looked-up', null],
      ['suppression-lifted', 'They wrote to us.'],
    ])
    expect(waiting).toMatchObject([{ job: 'send-preferences-link' }])
  })

  test('is a file in the documented form', async () => {
    await stage.addReaders(1)
    const told = await createToldCampaign(stage)
    const { subscriberId = '' } = (await told.letters())[0] ?? {}
    const data = await dataOf(subscriberId)
    const file = presentOwnData(data, { locale: 'ko', organisation: { en: 'The Lamp', ko: '등불' } })
    expect(ownDataFileSchema.strict().parse(file)).toEqual(file)
    expect(file.letters).toHaveLength(1)
    expect(file.consents[0]?.wording?.text).toMatch(/^등불에서 /)
    expect(file.topics[0]?.name).toMatch(/\p{Script=Hangul}/u)
  })

  test('is shown to nobody by a link of another kind, and to nobody who has left', async () => {
    const { id } = await addReader(stage.world)
    const token = await linkOf(stage.world, id)
    const unsubscribeToken = stage.world.links.sign('unsubscribe', { ids: [id], expiresAt: null })
    const expiresAt = stage.world.now().add({ hours: 1 })
    const withoutSecret = stage.world.links.sign('preferences', { ids: [id], expiresAt })
    for (const other of [unsubscribeToken, withoutSecret, token.split('.')[0] ?? ''])
      await expect(describeOwnData(stage.world, { token: other })).rejects.toMatchObject({ code: 'link-invalid' })
    await unsubscribe(stage.world, { token: unsubscribeToken, method: 'page' })
    await expect(describeOwnData(stage.world, { token })).rejects.toMatchObject({ code: 'link-invalid' })
  })

  test('is told a bounded number of times in an hour', async () => {
    const { id } = await addReader(stage.world)
    const token = await linkOf(stage.world, id)
    for (let look = 0; look < 30; look += 1) await describeOwnData(stage.world, { token })
    await expect(describeOwnData(stage.world, { token })).rejects.toMatchObject({ code: 'rate-limited' })
  })
})

describe('the database', () => {
  let database: TestDatabase

  beforeAll(async () => {
    database = await createTestDatabase()
  })

  afterAll(() => database.close())

  test('has no column about a reader that they are not shown, unless it says nothing of anybody', async () => {
    const { rows } = await database.pool.query<{ table: string; columns: string[] }>(
      `select table_name as table, array_agg(column_name::text order by column_name) as columns
       from information_schema.columns where table_schema = 'public' group by 1 order by 1`,
    )
    const personal = rows.filter(({ table }) => !Object.hasOwn(impersonalTables, table))
    expect(personal).toEqual(
      Object.entries(personalColumns)
        .map(([table, columns]) => ({ table, columns: Object.keys(columns).toSorted() }))
        .toSorted((one, other) => (one.table < other.table ? -1 : 1)),
    )
    const known = rows.map(({ table }) => table)
    expect(Object.keys(impersonalTables).filter((table) => !known.includes(table))).toEqual([])
  })

  test('refers to readers only from tables that are about readers', async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select distinct conrelid::regclass::text as table from pg_constraint
       where contype = 'f' and confrelid = 'subscribers'::regclass`,
    )
    expect(rows.length).toBeGreaterThan(4)
    expect(rows.filter(({ table }) => !Object.hasOwn(personalColumns, table))).toEqual([])
  })
})

test('docs/own-data.md says what each part of the file means', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/own-data.md'), 'utf8')
  const parts = Object.keys(ownDataFileSchema.shape)
  expect(parts.filter((part) => !document.includes(`| \`${part}\` |`))).toEqual([])
})
