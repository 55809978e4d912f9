import { beforeAll, describe, expect, test } from 'vitest'
import { checkCampaign } from '#actions/check-campaign'
import { createCampaign } from '#actions/create-campaign'
import { readCampaign } from '#actions/read-campaign'
import { reviseCampaign, type RevisionInput } from '#actions/revise-campaign'
import { saveOrganisation } from '#actions/save-organisation'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import type { World } from '#actions/world'
import { updateCampaign } from '#database/campaign-queries'
import { insertPlannedDraft, updatePlannedDraft } from '#database/planning-queries'
import type { LetterContent, LetterContents } from '#domain/letter'
import type { DnsRecords } from '#domain/sender-domain'
import {
  assembleTeam,
  buildRevision,
  draftCampaign,
  realContents,
  soon,
  testOrganisation,
  type Team,
} from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let team: Team

/** A domain that proves who writes, so that only what a test is about is found. */
const proven: Readonly<Record<string, DnsRecords>> = {
  'news.example': ['v=spf1 mx -all'],
  'letters._domainkey.news.example': ['v=DKIM1; p=MIIB'],
  '_dmarc.news.example': ['v=DMARC1; p=reject'],
}

beforeAll(async () => {
  testWorld = await createTestWorld()
  world = {
    ...testWorld.world,
    dkimDomain: 'news.example',
    dkimSelectors: ['letters'],
    textRecords: async (name) => proven[name] ?? [],
  }
  team = await assembleTeam(world)
  await addReader(world, { locale: 'en', timeZone: 'Asia/Seoul' })
  await addReader(world, { locale: 'ko', timeZone: 'Asia/Seoul' })
  return testWorld.close
})

const draft = (revision: Partial<RevisionInput> = {}) => draftCampaign(world, team, { revision })
const findingsOf = async (campaignId: string, from: World = world) =>
  (await checkCampaign(from, { campaignId })).findings
const openIn = async (campaignId: string) =>
  (await findingsOf(campaignId)).filter(({ isAcknowledged }) => !isAcknowledged)
const submit = (campaignId: string) => submitCampaign(world, { member: team.editor, campaignId })

/** The real letter with parts of one language changed. */
function withParts(locale: 'en' | 'ko', parts: Partial<LetterContent>): LetterContents {
  const content = realContents[locale]
  if (!content) throw new Error('The letter lacks a language.')
  return { ...realContents, [locale]: { ...content, ...parts } }
}

const text = (...words: string[]) => ({
  type: 'doc' as const,
  content: words.map((line) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text: line }] })),
})

describe('the check of a campaign', () => {
  test('finds nothing open in a letter that is ready, and says that it is an aid', async () => {
    const campaignId = await draft()
    const { findings, disclaimer } = await checkCampaign(world, { campaignId })
    expect(findings.filter(({ isAcknowledged }) => !isAcknowledged)).toEqual([])
    expect(findings.map(({ severity }) => severity)).not.toContain('blocking')
    expect(disclaimer.en).toContain('do not replace')
    expect(disclaimer.ko).not.toBe(disclaimer.en)
    await submit(campaignId)
  })

  test('changes nothing', async () => {
    const campaignId = await draft()
    const before = await readCampaign(world, { campaignId })
    await findingsOf(campaignId)
    expect(await readCampaign(world, { campaignId })).toEqual(before)
  })

  test('of an unknown campaign is not found', async () => {
    await expect(findingsOf(world.newId())).rejects.toMatchObject({ code: 'not-found' })
  })

  test('gathers everything in all languages at once, what blocks first', async () => {
    const en = { ...withParts('en', {}).en, title: 'Of a defector […]' } as LetterContent
    const ko = { ...withParts('ko', {}).ko, contentNote: '새터민, TBC' } as LetterContent
    const campaignId = await draft({ contents: { en, ko }, acknowledgedFacts: [] })
    const findings = await findingsOf(campaignId)
    expect(findings.map(({ rule, locale }) => `${rule} ${locale}`)).toEqual(
      expect.arrayContaining([
        'term en',
        'placeholder en',
        'term ko',
        'placeholder ko',
        'fact-stale en',
        'fact-stale ko',
      ]),
    )
    const severities = findings.map(({ severity }) => severity)
    expect(severities).toEqual(severities.toSorted())
  })
})

describe('what is let stand', () => {
  const term: Partial<LetterContent> = { contentNote: 'She calls herself a defector.' }

  test('is named in the revision, kept with it, and no longer refuses', async () => {
    const campaignId = await draft({ contents: withParts('en', term) })
    await expect(submit(campaignId)).rejects.toMatchObject({
      code: 'check-failed',
      field: 'contents.en.contentNote',
      detail: { finding: 'term' },
    })
    const [found] = (await findingsOf(campaignId)).filter(({ rule }) => rule === 'term')
    expect(found).toMatchObject({ severity: 'blocking', quote: 'defector', acknowledgement: 'term:defector' })
    await reviseCampaign(world, {
      member: team.editor,
      campaignId,
      revision: buildRevision({
        basedOn: 1,
        contents: withParts('en', term),
        acknowledgedFindings: [found?.acknowledgement ?? ''],
      }),
    })
    expect((await readCampaign(world, { campaignId })).revision?.acknowledgedFindings).toEqual(['term:defector'])
    expect((await findingsOf(campaignId)).filter(({ rule }) => rule === 'term')).toMatchObject([
      { severity: 'warning', isAcknowledged: true },
    ])
    await submit(campaignId)
  })

  test('is nothing else: another word of the same rule refuses', async () => {
    const contents = withParts('en', { contentNote: 'A defector and his bride.' })
    const campaignId = await draft({ contents, acknowledgedFindings: ['term:defector'] })
    await expect(submit(campaignId)).rejects.toMatchObject({ detail: { finding: 'term' } })
  })

  test('is forgotten by the next revision that does not name it', async () => {
    const campaignId = await draft({ contents: withParts('en', term), acknowledgedFindings: ['term:defector'] })
    await submit(campaignId)
    const revision = buildRevision({ basedOn: 1, contents: withParts('en', term) })
    await reviseCampaign(world, { member: team.editor, campaignId, revision })
    await expect(submit(campaignId)).rejects.toMatchObject({ code: 'check-failed' })
  })
})

describe('a fault around the letter', () => {
  test('is a language that readers need and the letter lacks, without saying how many need it', async () => {
    const campaignId = await draft({ contents: realContents.en ? { en: realContents.en } : {} })
    const [missing] = await openIn(campaignId)
    expect(missing).toMatchObject({ rule: 'language-missing', severity: 'blocking' })
    expect(missing?.detail).toEqual({ language: 'ko' })
  })

  test('is a fact that only one language cites, until it is meant', async () => {
    const contents = withParts('ko', { summary: text('요약'), body: text('본문'), keyFigure: null, figures: [] })
    const [drift] = await openIn(await draft({ contents }))
    expect(drift).toMatchObject({ rule: 'translation-drift', locale: 'ko', severity: 'blocking' })
    const meant = await draft({ contents, acknowledgedFindings: [drift?.acknowledgement ?? ''] })
    expect(await openIn(meant)).toEqual([])
  })

  test('is a translation that did not follow its source, until it does or somebody says that it is right', async () => {
    const campaignId = await draft()
    const revise = (basedOn: number, more: Partial<RevisionInput>) =>
      reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision({ basedOn, ...more }) })
    const contents = withParts('en', { title: 'Another headline' })
    await revise(1, { contents })
    expect(await openIn(campaignId)).toMatchObject([
      { rule: 'translation-stale', locale: 'ko', place: 'title', severity: 'blocking', acknowledgement: null },
    ])
    await expect(submit(campaignId)).rejects.toMatchObject({ detail: { finding: 'translation-stale' } })
    await revise(2, { contents, inStep: [{ locale: 'ko', part: 'title' }] })
    expect(await openIn(campaignId)).toEqual([])
    await revise(3, { contents, fallbackLocale: 'en' })
    expect(await openIn(campaignId)).toEqual([])
    await revise(4, { contents, inStep: [] })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'translation-stale' }])
    await revise(5, { contents, inStep: [{ locale: 'ko', part: 'title' }] })
    await revise(6, { contents: withParts('en', { title: 'A third headline' }) })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'translation-stale' }])
  })

  test('is a part that nobody translated, until it is meant', async () => {
    const contents = withParts('ko', { title: realContents.en?.title ?? '' })
    const [untranslated] = await openIn(await draft({ contents }))
    expect(untranslated).toMatchObject({ rule: 'untranslated', locale: 'ko', place: 'title', severity: 'blocking' })
    const meant = await draft({ contents, acknowledgedFindings: [untranslated?.acknowledgement ?? ''] })
    expect(await openIn(meant)).toEqual([])
  })

  test('is a size above what mail programs show', async () => {
    const contents = withParts('en', { body: text(...Array.from({ length: 12 }, () => 'word '.repeat(2_000))) })
    const findings = await findingsOf(await draft({ contents }))
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'letter-too-large', severity: 'blocking' }))
  })

  test('is a day that nobody has confirmed, or that is no more', async () => {
    const campaignId = await draft()
    const day = Temporal.PlainDate.from('2026-07-14')
    await insertPlannedDraft(world.database, {
      campaignId,
      observanceId: 'a-day',
      occurrence: '2026',
      nominalDate: day,
      offsetDays: 0,
      plannedFor: day,
      isTentative: true,
    })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'date-tentative', severity: 'blocking' }])
    await updatePlannedDraft(world.database, campaignId, { voidedAt: world.now(), voidReason: 'cancelled' })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'draft-void', severity: 'blocking' }])
  })

  test('is a schedule that begins under the embargo', async () => {
    const campaignId = await draft()
    const embargo = { date: '2026-06-01', time: '09:00', timeZone: 'Asia/Seoul' }
    await updateCampaign(world.database, campaignId, { embargo })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'schedule-before-embargo', severity: 'blocking' }])
  })

  test('is an hour that is night for some readers', async () => {
    const campaignId = await draft()
    const schedule = { ...soon(world), date: '2026-05-14', time: '06:30' } as ReturnType<typeof soon>
    await scheduleCampaign(world, { member: team.editor, campaignId, schedule })
    expect(await openIn(campaignId)).toMatchObject([
      { rule: 'night-hours', severity: 'warning', detail: { zones: 'Asia/Seoul' } },
    ])
    await submit(campaignId)
  })

  test('is a postal address that is missing in a language', async () => {
    const campaignId = await draft()
    const organisation = { ...testOrganisation, postalAddress: { en: '12 Example Street', ko: ' ' } }
    await saveOrganisation(world, { member: team.admin, organisation })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'postal-address-missing', locale: 'ko' }])
    await saveOrganisation(world, { member: team.admin, organisation: testOrganisation })
  })

  test('is an audience of nobody', async () => {
    const audience = { ...buildRevision().audience, topics: ['press-and-partners'] }
    expect(await openIn(await draft({ audience }))).toMatchObject([{ rule: 'audience-empty', severity: 'blocking' }])
  })

  test('is a campaign without words, and an hour that nobody has chosen', async () => {
    const campaign = { name: 'Empty', slug: 'empty', kind: 'observance', occursOn: null } as const
    const { campaignId } = await createCampaign(world, { member: team.editor, campaign })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'revision-missing' }])
    await reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision() })
    expect(await openIn(campaignId)).toMatchObject([{ rule: 'schedule-missing' }])
  })
})

describe('the domain of the sender', () => {
  const answering = (records: Readonly<Record<string, DnsRecords>>): World => ({
    ...world,
    textRecords: async (name) => (name in records ? (records[name] ?? null) : (proven[name] ?? [])),
  })

  test.each<[string, Readonly<Record<string, DnsRecords>>, string[]]>([
    ['that anybody can forge', { '_dmarc.news.example': ['v=DMARC1; p=none'] }, ['sender-forgeable DMARC']],
    ['without SPF', { 'news.example': [] }, ['sender-unproven SPF']],
    ['that cannot be looked up', { 'news.example': null }, ['sender-unknown SPF']],
  ])('%s is a warning, and keeps nobody from submitting', async (_, records, warnings) => {
    const campaignId = await draft()
    const findings = (await findingsOf(campaignId, answering(records))).filter(({ rule }) => rule.startsWith('sender'))
    expect(findings.map(({ rule, quote }) => `${rule} ${quote}`)).toEqual(warnings)
    expect(findings).toMatchObject([{ severity: 'warning', detail: { domain: 'news.example' } }])
    await submit(campaignId)
  })
})
