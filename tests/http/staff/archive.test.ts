import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { setEvent } from '#actions/set-event'
import { verifyLetterCode } from '#actions/verify-letter-code'
import { addWatched } from '#actions/add-watched'
import { auditEvents, letterNotes } from '#database/tables'
import { assembleTeam, approve, draftCampaign, realContents, type Team } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let team: Team
let editor: string
let approver: string
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  team = await assembleTeam(site.world)
  editor = await site.as('editor')
  approver = await site.as('approver')
  admin = await site.as('admin')
  await addReader(site.world)
  await addReader(site.world, { locale: 'ko' })
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

type Sent = { readonly path: string; readonly slug: string; readonly code: string; readonly campaignId: string }

/** Sends a letter that invites to an event, so that there is one more address to look at. */
async function send(): Promise<Sent> {
  const { world, clock } = site
  const campaignId = await draftCampaign(world, team)
  await setEvent(world, { member: team.editor, campaignId, event })
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  const { slug, code } = (await readCampaign(world, { campaignId })).campaign
  return { path: `/api/campaigns/${campaignId}`, slug, code, campaignId }
}

const event = {
  name: { en: 'An evening', ko: '저녁 모임' },
  date: '2026-07-14',
  time: '19:00',
  timeZone: 'Asia/Seoul',
  durationMinutes: 90,
  place: null,
  url: null,
}

/** Every address outside under which a letter can be met, with how it answers. */
async function seenAt({ slug }: Sent): Promise<Record<string, string | number>> {
  const title = realContents.en?.title ?? ''
  const pages = [
    '/letters',
    '/',
    '/letters?q=neighbours+figures&lang=en',
    '/letters/feed.atom',
    '/letters/feed.json',
    '/sitemap.xml',
    '/calendar',
    '/calendar.ics',
  ]
  const mentions = await Promise.all(
    pages.map(async (path) => {
      const { text } = await site.ask(path)
      const isThere = text.includes(`/letters/${slug}`)
      return [path, isThere ? 'there' : 'not there'] as const
    }),
  )
  const own = ['', '?lang=ko', '/card.png', '/event.ics']
  const answers = await Promise.all(
    own.map(async (end) => {
      const { status, text } = await site.ask(`/letters/${slug}${end}`)
      // What is not to be seen shows nothing of it either.
      return [end, status !== 200 && text.includes(title) ? 'shown all the same' : status] as const
    }),
  )
  return Object.fromEntries<string | number>([...mentions, ...answers])
}

const everywhere = {
  '/letters': 'there',
  '/': 'there',
  '/letters/feed.atom': 'there',
  '/letters/feed.json': 'there',
  '/sitemap.xml': 'there',
  '': 200,
  '?lang=ko': 200,
  '/card.png': 200,
  '/event.ics': 200,
}

function nowhere(status: number) {
  return Object.fromEntries(
    Object.entries(everywhere).map(([path, seen]) => [path, typeof seen === 'number' ? status : 'not there']),
  )
}

describe('a letter that is withheld', () => {
  test('is met nowhere, was sent all the same, and stands in its place when it is shown', async () => {
    const letter = await send()
    expect(await seenAt(letter)).toMatchObject(everywhere)
    const put = () => site.ask(`${letter.path}/withheld`, { method: 'PUT', as: approver })
    expect([(await put()).status, (await put()).status]).toEqual([204, 204])
    expect(await seenAt(letter)).toMatchObject(nowhere(404))
    expect((await site.ask(letter.path, { as: editor })).json['withheldAt']).toBe(site.world.now().toString())
    expect((await verifyLetterCode(site.world, { code: letter.code }))?.sender).toBe('letters@news.example')

    const { status } = await site.ask(`${letter.path}/withheld`, { method: 'DELETE', as: approver })
    expect(status).toBe(204)
    expect(await seenAt(letter)).toMatchObject(everywhere)
  })

  test('can be withheld before it leaves', async () => {
    const { world, clock } = site
    const campaignId = await draftCampaign(world, team)
    const path = `/api/campaigns/${campaignId}`
    await approve(world, team, campaignId)
    expect((await site.ask(`${path}/withheld`, { method: 'PUT', as: approver })).status).toBe(204)
    clock.advance({ minutes: 6 })
    await releaseDueCampaigns(world)
    const { slug, code } = (await readCampaign(world, { campaignId })).campaign
    expect((await site.ask(`/letters/${slug}`)).status).toBe(404)
    expect(await verifyLetterCode(world, { code })).not.toBeNull()
  })
})

describe('a letter that is taken down', () => {
  test('is gone from everywhere at once, says so at its address, and is known by its code', async () => {
    const letter = await send()
    const takeDown = (reason: string) =>
      site.ask(`${letter.path}/takedown`, { method: 'POST', as: approver, body: { reason } })
    expect((await takeDown('A family asked for it.')).status).toBe(204)
    expect(await seenAt(letter)).toMatchObject(nowhere(410))
    const page = await site.ask(`/letters/${letter.slug}`)
    expect(page.text).toContain('This letter has been taken down')
    expect(page.text).not.toContain('A family asked')
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect((await site.ask(`/letters/${letter.slug}?lang=ko`)).text).toContain('이 편지는 내렸습니다')
    expect(await verifyLetterCode(site.world, { code: letter.code })).not.toBeNull()

    // The first word stands.
    site.clock.advance({ minutes: 1 })
    expect((await takeDown('Another reason.')).status).toBe(204)
    expect((await site.ask(letter.path, { as: editor })).json).toMatchObject({
      takedownReason: 'A family asked for it.',
    })
  })

  test('is put back by an administrator alone, with a reason, and both are on record', async () => {
    const letter = await send()
    const change = (method: string, as: string, reason: string) =>
      site.ask(`${letter.path}/takedown`, { method, as, body: { reason } })
    await change('POST', approver, 'Named somebody.')
    expectProblem(await change('DELETE', approver, 'A slip.'), { status: 403, code: 'role-missing' })
    expect((await site.ask(`${letter.path}/withheld`, { method: 'DELETE', as: approver })).status).toBe(204)
    expect(await seenAt(letter)).toMatchObject(nowhere(410))

    expect((await change('DELETE', admin, 'The name was no one’s.')).status).toBe(204)
    expect(await seenAt(letter)).toMatchObject(everywhere)
    const events = await site.world.database.select().from(auditEvents)
    const told = events.filter(({ subject, action }) => subject === letter.campaignId && /take/.test(action))
    expect(told.map(({ action, detail }) => [action, detail])).toEqual([
      ['letter-taken-down', { reason: 'Named somebody.' }],
      ['takedown-lifted', { reason: 'The name was no one’s.' }],
    ])
  })

  test.each([
    [{ reason: '  ' }, 422, 'reason-missing'],
    [{ reason: 'asked by somebody@example.org' }, 422, 'reason-names-address'],
    [{}, 400, 'input-invalid'],
    [{ reason: 'x'.repeat(501) }, 400, 'input-invalid'],
  ])('needs a reason: %j is refused', async (body, status, code) => {
    const { path } = await draftPath()
    const answer = await site.ask(`${path}/takedown`, { method: 'POST', as: approver, body })
    expectProblem(answer, { status, code, errors: [{ field: 'reason' }] })
  })

  test('has to have left first', async () => {
    const { path } = await draftPath()
    const answer = await site.ask(`${path}/takedown`, { method: 'POST', as: approver, body: { reason: 'Too early.' } })
    expectProblem(answer, { status: 409, code: 'campaign-not-released' })
  })
})

async function draftPath(): Promise<{ path: string }> {
  return { path: `/api/campaigns/${await draftCampaign(site.world, team)}` }
}

describe('a note', () => {
  const text = { en: 'The hall has changed.', ko: '장소가 바뀌었습니다.' }
  const add = (path: string, body: unknown, as = approver) => site.ask(`${path}/notes`, { method: 'POST', as, body })

  test('stands below the letter at once, and the letter stays as it was', async () => {
    const letter = await send()
    const before = (await site.ask(`/letters/${letter.slug}`)).text
    const added = await add(letter.path, { text })
    expect(added.status).toBe(201)
    const notes = await site.world.database.select().from(letterNotes)
    expect(notes.map(({ id }) => id)).toContain(textOf(added.json['id']))
    const after = (await site.ask(`/letters/${letter.slug}`)).text
    expect(after).toContain(text.en)
    const sources = (page: string) => page.slice(page.indexOf('<article'), page.indexOf('</ol></section>'))
    expect(sources(after)).toBe(sources(before))
  })

  test('names nobody of the watch-list, and is needed in both languages', async () => {
    await addWatched(site.world, { member: team.admin, text: 'Hong Gil-dong', note: null })
    const { path } = await send()
    const refused = await add(path, { text: { ...text, en: 'Thanks to Gildong Hong.' } })
    expectProblem(refused, { status: 422, code: 'note-names-watched', errors: [{ field: 'text' }] })
    expect(refused.text).not.toContain('Gildong')
    expectProblem(await add(path, { text: { ...text, ko: '' } }), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'text.ko' }],
    })
  })

  test('belongs to a letter that has left', async () => {
    const { path } = await draftPath()
    expectProblem(await add(path, { text }), { status: 409, code: 'campaign-not-released' })
  })
})

test.each([
  ['PUT', 'withheld', undefined],
  ['DELETE', 'withheld', undefined],
  ['POST', 'takedown', { reason: 'No.' }],
  ['DELETE', 'takedown', { reason: 'No.' }],
  ['POST', 'notes', { text: { en: 'No.', ko: '아닙니다.' } }],
])('%s %s is not for editors, and not for nobody', async (method, end, body) => {
  const { path } = await draftPath()
  const ask = (as: string | null) => site.ask(`${path}/${end}`, { method, as, ...(body && { body }) })
  expectProblem(await ask(editor), { status: 403, code: 'role-missing' })
  expectProblem(await ask(null), { status: 401, code: 'sign-in-required' })
})

test.each(['withheld', 'takedown', 'notes'])('%s of a campaign that is not there is not found', async (end) => {
  const body = end === 'notes' ? { text: { en: 'No.', ko: '아닙니다.' } } : { reason: 'No.' }
  const method = end === 'withheld' ? 'PUT' : 'POST'
  const path = `/api/campaigns/0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23/${end}`
  expectProblem(await site.ask(path, { method, as: admin, body }), { status: 404, code: 'not-found' })
})
