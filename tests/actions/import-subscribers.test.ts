import { beforeAll, expect, test } from 'vitest'
import { importSubscribers, type ImportRow } from '#actions/import-subscribers'
import { unsubscribe } from '#actions/unsubscribe'
import { consentEvents } from '#database/tables'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  return testWorld.close
})

function buildRow(overrides: Partial<ImportRow>): ImportRow {
  const consentedAt = Temporal.Instant.from('2025-01-31T09:00:00Z')
  return {
    email: 'old-friend@readers.example',
    locale: 'ko',
    timeZone: 'Asia/Seoul',
    topics: ['un-watch'],
    consentedAt,
    ...overrides,
  }
}

const bring = (rows: ImportRow[], member = team.admin) =>
  importSubscribers(testWorld.world, { member, source: 'paper forms of 2025', rows })

test('an import takes over who is new, with the day and the source of their consent', async () => {
  const result = await bring([buildRow({}), buildRow({ email: 'Second.Friend@Readers.Example' })])
  expect(result).toEqual({ imported: 2, known: 0, suppressed: 0, refused: [] })
  const events = (await testWorld.world.database.select().from(consentEvents)).filter(({ kind }) => kind === 'imported')
  expect(events.map(({ source, occurredAt }) => `${source} ${occurredAt.toString()}`)).toEqual(
    Array.from({ length: 2 }, () => 'paper forms of 2025 2025-01-31T09:00:00Z'),
  )
  expect(await bring([buildRow({})])).toEqual({ imported: 0, known: 1, suppressed: 0, refused: [] })
})

test('an import never brings back anyone who left', async () => {
  const { world } = testWorld
  const { id, email } = await addReader(world)
  await unsubscribe(world, { token: world.links.sign('unsubscribe', { ids: [id], expiresAt: null }), method: 'page' })
  expect(await bring([buildRow({ email })])).toEqual({ imported: 0, known: 0, suppressed: 1, refused: [] })
})

test('bad rows are named by their place and passed over; good ones are kept', async () => {
  const result = await bring([
    buildRow({ email: 'not an address' }),
    buildRow({ email: 'third-friend@readers.example' }),
    buildRow({ email: 'fourth-friend@readers.example', topics: ['gossip'] }),
    buildRow({ email: 'fifth-friend@readers.example', consentedAt: testWorld.world.now().add({ hours: 1 }) }),
    buildRow({ email: 'Third-Friend@readers.example' }),
  ])
  expect(result).toEqual({
    imported: 1,
    known: 0,
    suppressed: 0,
    refused: [
      { row: 0, code: 'address-malformed' },
      { row: 2, code: 'topic-unknown' },
      { row: 3, code: 'consent-in-future' },
      { row: 4, code: 'address-repeated' },
    ],
  })
})

test('only administrators import', async () => {
  await expect(bring([buildRow({})], team.editor)).rejects.toMatchObject({ code: 'role-missing' })
})
