import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLetterManifest } from '#actions/read-letter-manifest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { listShownLetters } from '#actions/list-shown-letters'
import { readCampaign } from '#actions/read-campaign'
import { saveOrganisation } from '#actions/save-organisation'
import { signLetters } from '#actions/sign-letters'
import { verifyManifest } from '#crypto/manifest-keys'
import { letterManifests } from '#database/tables'
import { failWith } from '../support/recording-mailer.ts'
import { approve, draftCampaign, testOrganisation } from '../support/campaigns.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeAll(async () => {
  stage = await createSendingStage()
  await stage.addReaders(2)
})

afterAll(() => stage.close())

const codeOf = async (campaignId: string): Promise<string> =>
  (await readCampaign(stage.world, { campaignId })).campaign.code

test('a letter is vouched for once it has begun to leave, and not before', async () => {
  const { world, team } = stage
  const draftId = await draftCampaign(world, team)
  await approve(world, team, draftId)
  expect(await signLetters(world)).toBe(0)
  await expect(readLetterManifest(world, { code: await codeOf(draftId) })).rejects.toMatchObject({ code: 'not-found' })
})

test('a letter that left unsigned is signed by the next run, and no run changes what is signed', async () => {
  const { world, team, clock } = stage
  const code = await codeOf(await stage.release())
  expect(await signLetters(world)).toBe(0)
  expect(await runJobs(world)).toEqual([])
  // The draft of the test before has left with it.
  expect(await signLetters(world)).toBe(2)
  const jws = await readLetterManifest(world, { code })
  const rows = await world.database.select().from(letterManifests)
  clock.advance({ hours: 30 })
  const name = { en: 'Another Network', ko: '다른네트워크' }
  await saveOrganisation(world, { member: team.admin, organisation: { ...testOrganisation, name } })
  expect(await signLetters(world)).toBe(0)
  expect(await world.database.select().from(letterManifests)).toEqual(rows)
  expect(await verifyManifest(jws, await world.manifestKeys())).toMatchObject({ version: 1, code })
})

test('workers that sign at the same time leave one statement', async () => {
  const { world } = stage
  const code = await codeOf(await stage.release())
  expect(await runJobs(world)).toEqual([])
  await Promise.all([signLetters(world), signLetters(world)])
  const before = await readLetterManifest(world, { code })
  await signLetters(world)
  expect(await readLetterManifest(world, { code: ` ${code.toLowerCase()} ` })).toBe(before)
})

test('a letter that was cancelled before a copy of it left is neither vouched for nor shown', async () => {
  const { world, team, mailer } = stage
  mailer.answers.push(failWith('temporary'))
  const campaignId = await stage.release()
  await runJobs(world)
  const slugs = async () => (await listShownLetters(world)).map(({ slug }) => slug)
  const { slug, code } = (await readCampaign(world, { campaignId })).campaign
  expect(await slugs()).toContain(slug)
  await cancelCampaign(world, { member: team.editor, campaignId })
  expect(await signLetters(world)).toBe(0)
  await expect(readLetterManifest(world, { code })).rejects.toMatchObject({ code: 'not-found' })
  expect(await slugs()).not.toContain(slug)
})

test('a letter of which some copies left stays where it is when it is cancelled', async () => {
  const { world, team } = stage
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  for (const { id, campaignId: its } of await stage.batches()) if (its === campaignId) await stage.send(id)
  await cancelCampaign(world, { member: team.editor, campaignId })
  const { slug } = (await readCampaign(world, { campaignId })).campaign
  expect((await listShownLetters(world)).map((letter) => letter.slug)).toContain(slug)
})
