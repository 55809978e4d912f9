import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeFact } from '#actions/change-fact'
import { checkCampaign } from '#actions/check-campaign'
import { correctCampaign } from '#actions/correct-campaign'
import { finishCampaign } from '#actions/finish-campaign'
import { previewLetter } from '#actions/preview-letter'
import { readCampaign } from '#actions/read-campaign'
import { readLetter } from '#actions/read-letter'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { unsubscribe } from '#actions/unsubscribe'
import { listAudience } from '#database/audience-queries'
import { findKeptFact } from '#database/fact-queries'
import type { CorrectionWords } from '#domain/draft-correction'
import { factInputSchema } from '#domain/fact'
import { factIdsIn } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { approve, draftCampaign, realContents, soon } from '../support/campaigns.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage
let readers: { id: string; email: string }[]
let wrongId: string

const cited = 'X-01'

beforeAll(async () => {
  stage = await createSendingStage()
  readers = await stage.addReaders(4)
  wrongId = await stage.release()
})

afterAll(() => stage.close())

const phrase = (locale: Locale, { title, sentOn }: { title: string; sentOn: Temporal.PlainDate }): CorrectionWords => ({
  subject: `Correction (${locale}) of ${sentOn.toString()}`,
  preheader: `What is right (${locale})`,
  title: `Correction in ${locale}`,
  summary: `“${title}” was wrong.`,
  wrote: 'We wrote',
  right: 'Right is',
  since: (day) => `Since ${day.toString()}`,
})

const correct = () => correctCampaign(stage.world, { member: stage.team.editor, campaignId: wrongId, phrase })
const slugOf = async (campaignId: string) => (await readCampaign(stage.world, { campaignId })).campaign.slug
const audienceOf = async (campaignId: string) => {
  const { revision } = await readCampaign(stage.world, { campaignId })
  const occasion = { now: stage.world.now(), observanceId: null, isCorrection: true, quietNow: [] }
  return revision ? listAudience(stage.world.database, revision.audience, occasion) : []
}

async function correctFigure(): Promise<string> {
  const kept = await findKeptFact(stage.world.database, cited)
  if (!kept) throw new Error('The ledger lacks the fact.')
  const statement = { en: 'In 2025, 222 people arrived.', ko: '2025년에 222명이 입국하였습니다.' }
  const parts = Object.entries({ ...kept.fact, value: 222, statement }).filter(([part]) => part !== 'id')
  const fact = factInputSchema.parse(Object.fromEntries(parts))
  await changeFact(stage.world, { member: stage.team.editor, factId: cited, fact, reason: 'Corrected release.' })
  return kept.fact.statement.en
}

/** Everything that leaves in the batches of a campaign. */
async function sendAll(campaignId: string): Promise<void> {
  await stage.expand(campaignId)
  for (const { id, campaignId: of } of await stage.batches()) if (of === campaignId) await stage.send(id)
  await finishCampaign(stage.world, { campaignId })
}

describe('a correction', () => {
  test('of what has not left is refused', async () => {
    const campaignId = await draftCampaign(stage.world, stage.team)
    const wish = correctCampaign(stage.world, { member: stage.team.editor, campaignId, phrase })
    await expect(wish).rejects.toMatchObject({ code: 'campaign-not-released' })
  })

  test('waits until the letter that it corrects has left altogether', async () => {
    const campaignId = await correct()
    expect(await audienceOf(campaignId.campaignId)).toEqual([])
    const { findings } = await checkCampaign(stage.world, campaignId)
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'corrected-still-leaving', severity: 'blocking' }))
    await sendAll(wrongId)
    expect((await readCampaign(stage.world, { campaignId: wrongId })).status).toBe('sent')
    const { findings: later } = await checkCampaign(stage.world, campaignId)
    expect(later.map(({ rule }) => rule)).not.toContain('corrected-still-leaving')
  })

  test('leaves a gap that keeps it from leaving, where no fact has changed', async () => {
    const { campaignId } = await correct()
    const { campaign, revision } = await readCampaign(stage.world, { campaignId })
    expect(campaign).toMatchObject({ kind: 'correction', corrects: wrongId })
    expect(Object.keys(revision?.contents ?? {})).toEqual(Object.keys(realContents))
    expect(JSON.stringify(revision?.contents.ko)).toContain('[…]')
    const { findings } = await checkCampaign(stage.world, { campaignId })
    expect(findings.filter(({ rule }) => rule === 'placeholder').map(({ locale }) => locale)).toEqual([
      'en',
      'en',
      'ko',
      'ko',
    ])
  })

  test('sets what we wrote against what is right, for everyone who got the letter and still subscribes', async () => {
    const { world, clock, team, mailer } = stage
    const [leaver, ...faithful] = readers
    // Somebody who subscribed later never saw the mistake.
    await stage.addReaders(1)
    const wrote = await correctFigure()
    const { campaignId } = await correct()
    const { revision } = await readCampaign(world, { campaignId })
    const english = JSON.stringify(revision?.contents.en)
    expect(english).toContain(wrote)
    expect(english).toContain('In 2025, 222 people arrived.')
    expect(english).not.toContain('[…]')
    expect(factIdsIn(revision?.contents ?? {})).toEqual([cited])
    expect(await audienceOf(campaignId)).toEqual(readers.map(({ id }) => id).toSorted())

    const preview = await previewLetter(world, { campaignId, locale: 'en' })
    expect(preview.html).toContain(realContents.en?.title ?? '')
    expect(preview.html).toContain(`/letters/${await slugOf(wrongId)}`)

    await scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 30) })
    if (!revision) throw new Refusal('revision-missing')
    const { contents, audience, fallbackLocale } = revision
    await reviseCampaign(world, {
      member: team.editor,
      campaignId,
      revision: { contents, audience, fallbackLocale, basedOn: 1, acknowledgedFacts: [cited] },
    })
    expect((await checkCampaign(world, { campaignId })).findings.filter((f) => f.severity === 'blocking')).toEqual([])
    await approve(world, team, campaignId)
    expect((await readLetter(world, { slug: await slugOf(wrongId), locale: 'en' })).corrections).toEqual([])
    const token = world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null })
    await unsubscribe(world, { token, method: 'page' })
    clock.advance({ minutes: 31 })
    const before = mailer.accepted.length
    await releaseDueCampaigns(world)
    await sendAll(campaignId)
    const reached = mailer.accepted.slice(before).map(({ to }) => to)
    expect(reached.toSorted()).toEqual(faithful.map(({ email }) => email).toSorted())
  })

  test('is named by the web copy of the letter, which shows its sources as they were', async () => {
    const letter = await readLetter(stage.world, { slug: await slugOf(wrongId), locale: 'en' })
    expect(letter.corrections).toHaveLength(1)
    expect(letter.corrections[0]?.sentOn.toString()).toBe('2026-05-13')
    expect(letter.facts.find(({ id }) => id === cited)?.statement.en).not.toContain('222')
  })
})
