import { beforeAll, describe, expect, test } from 'vitest'
import { addWatched } from '#actions/add-watched'
import { listWatched } from '#actions/list-watched'
import { removeWatched } from '#actions/remove-watched'
import { tryWatched } from '#actions/try-watched'
import { submitCampaign } from '#actions/submit-campaign'
import { checkCampaign } from '#actions/check-campaign'
import { watchListEntries } from '#database/tables'
import { rateLimits } from '#domain/limits'
import type { StaffMember } from '#domain/staff'
import { assembleTeam, buildRevision, draftCampaign, realContents, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team

beforeAll(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  await addReader(testWorld.world, { locale: 'en' })
  await addReader(testWorld.world, { locale: 'ko' })
  return testWorld.close
})

const watch = (text: string, note: string | null = null, member: StaffMember = team.admin) =>
  addWatched(testWorld.world, { member, text, note })
const isFound = async (text: string, member: StaffMember = team.admin) =>
  (await tryWatched(testWorld.world, { member, text })).isFound

async function everyRow(): Promise<string> {
  const { rows } = await testWorld.testDatabase.pool.query<{ rows: string }>(
    `select (select jsonb_agg(to_jsonb(w)) from watch_list_entries w)::text || (select jsonb_agg(to_jsonb(a)) from audit_events a)::text as rows`,
  )
  return rows[0]?.rows ?? ''
}

describe('what is watched for', () => {
  test('is found in any order, spacing and case, and kept nowhere', async () => {
    await watch('Hong Gil-dong', 'Asked by the family.')
    await watch('고길동')
    for (const text of ['hong gildong', 'Gil-Dong Hong', 'Today Hong Gil-dong’s sister', '고 길동 씨', '고길동은'])
      expect([text, await isFound(text)]).toEqual([text, true])
    expect(await isFound('Hong Kong')).toBe(false)
    const rows = await everyRow()
    expect(rows).toContain('Asked by the family.')
    for (const trace of [/gil-?dong/i, /hong/i, /길동/]) expect(rows).not.toMatch(trace)
  })

  test('is kept under a key of its own: no other hash of the same words is the same', async () => {
    const { blindIndex } = testWorld.world
    const [watched, network] = [blindIndex.watched('hong'), blindIndex.network('hong')]
    expect(watched.toString('base64url')).not.toBe(network)
    const stored = await testWorld.world.database.select().from(watchListEntries)
    expect(stored[0]?.hashes.map((hash) => hash.length)).toEqual([32, 32])
  })

  test('is listed by who, when and why', async () => {
    const entries = await listWatched(testWorld.world, { member: team.admin })
    expect(entries[0]).toEqual({
      id: expect.any(String),
      note: 'Asked by the family.',
      addedBy: team.admin.id,
      addedByName: expect.any(String),
      addedAt: testWorld.world.now(),
    })
  })

  test('is no longer found once its entry is gone', async () => {
    const { entryId } = await watch('Im Kkeokjeong')
    expect(await isFound('Im Kkeokjeong')).toBe(true)
    await removeWatched(testWorld.world, { member: team.admin, entryId })
    expect(await isFound('Im Kkeokjeong')).toBe(false)
    await expect(removeWatched(testWorld.world, { member: team.admin, entryId })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test.each([
    ['', null, { code: 'watched-too-short', field: 'text' }],
    ['?!', null, { code: 'watched-too-short', field: 'text' }],
    ['가', null, { code: 'watched-too-short', field: 'text' }],
    ['Jang Gilsan', 'The brother of Jang Gil-san', { code: 'watched-note-names', field: 'note' }],
  ])('is refused as “%s” with the note %j', async (text, note, refusal) => {
    await expect(watch(text, note)).rejects.toMatchObject(refusal)
  })

  test('is for administrators alone', async () => {
    const { world } = testWorld
    const tries = [team.editor, team.approver].flatMap((member) => [
      watch('somebody', null, member),
      listWatched(world, { member }),
      removeWatched(world, { member, entryId: world.newId() }),
      isFound('somebody', member),
    ])
    for (const outcome of await Promise.allSettled(tries))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'role-missing' } })
  })

  test('cannot be guessed by trying', async () => {
    const member = await addStaff(testWorld.world, 'admin')
    for (let guess = 0; guess < rateLimits['watch-list-test-per-member'].points; guess += 1)
      expect(await isFound(`Somebody ${guess}`, member)).toBe(false)
    await expect(isFound('Hong Gil-dong', member)).rejects.toMatchObject({ code: 'rate-limited' })
  })
})

test.each([
  ['en', 'It was told by Hong Gil-dong.', 'hong gildong'],
  ['ko', '고길동이 말하였습니다.', '고길동'],
] as const)(
  'a letter in %s that names somebody on the list is refused, and nothing lets it stand',
  async (locale, said, quote) => {
    const { world } = testWorld
    const content = realContents[locale]
    if (!content) throw new Error('The letter lacks a language.')
    const contentNote = `${content.contentNote ?? ''} ${said}`
    const revision = buildRevision({
      contents: { ...realContents, [locale]: { ...content, contentNote } },
      acknowledgedFindings: ['watch-list', `watch-list:${quote}`],
    })
    const campaignId = await draftCampaign(world, team, { revision })
    const refused = submitCampaign(world, { member: team.editor, campaignId })
    await expect(refused).rejects.toMatchObject({
      code: 'check-failed',
      field: `contents.${locale}.contentNote`,
      detail: { finding: 'watch-list' },
    })
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(quote) })
    const { findings } = await checkCampaign(world, { campaignId })
    expect(findings[0]).toMatchObject({
      rule: 'watch-list',
      severity: 'blocking',
      locale,
      quote,
      acknowledgement: null,
    })
  },
)
