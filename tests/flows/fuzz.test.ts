import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveOrganisation } from '#actions/save-organisation'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { approve, assembleTeam, draftCampaign, testOrganisation } from '../support/campaigns.ts'
import { readMarkup } from '../support/read-markup.ts'
import { addReader } from '../support/readers.ts'
import { createPublicApp, encodeForm, type PublicApp } from '../http/public/public-app.ts'

/** A run of 100 handfuls of 50. */
const handfuls = 100
const handful = 50
const seed = 7_140

const listed = 'https://www.spring.example'

let publicApp: PublicApp
let known: { email: string; tokens: string[]; code: string; slug: string }
let networks = 0

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock } = publicApp.testWorld
  const team = await assembleTeam(world)
  const organisation = { ...testOrganisation, embedOrigins: [listed] }
  await saveOrganisation(world, { member: team.admin, organisation })
  const { id, email } = await addReader(world)
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  const { code, slug } = (await readCampaign(world, { campaignId })).campaign
  const expiresAt = world.now().add({ hours: 1 })
  const tokens = (['confirm', 'block', 'preferences', 'unsubscribe'] as const).map((purpose) =>
    world.links.sign(purpose, { ids: [id], expiresAt }),
  )
  known = { email, tokens, code, slug }
})

afterAll(() => publicApp.testWorld.close())

/** Where something of the reader's choosing is read from an address. */
const lookedAt = [
  (value: string) => `/${value}`,
  (value: string) => `/?lang=${value}`,
  (value: string) => `/?${value}=${value}`,
  (value: string) => `/letters/${value}`,
  (value: string) => `/letters/${value}/event.ics`,
  (value: string) => `/letters?q=${value}&topic=${value}&year=${value}&page=${value}`,
  (value: string) => `/letters/feed.atom?lang=${value}&topic=${value}`,
  (value: string) => `/letters/feed.json?lang=${value}&topic=${value}`,
  (value: string) => `/verify?code=${value}`,
  (value: string) => `/verify?code=${value}&lang=ko`,
  (value: string) => `/confirm/${value}`,
  (value: string) => `/block/${value}`,
  (value: string) => `/u/${value}`,
  (value: string) => `/preferences/${value}`,
  (value: string) => `/preferences?${value}`,
  (value: string) => `/privacy?lang=${value}`,
  (value: string) => `/calendar.ics?lang=${value}`,
  (value: string) => `/assets/${value}?v=${value}`,
  (value: string) => `/.well-known/${value}`,
  (value: string) => `/embed/form?lang=${value}`,
] as const

/** Where it is read from a form. */
const sentTo = [
  '/verify',
  '/verify/report',
  '/subscribe',
  '/subscribe/from',
  '/preferences',
  '/embed/subscribe',
  '/u/unknown',
] as const

const markup = [
  '"><nl-probe onload=x>',
  "'><script>probe()</script>",
  '<svg/onload=probe()>',
  'javascript:probe()',
  '</title><nl-probe>',
  '{{probe}}${probe}',
  '../../etc/passwd',
  '%00%0d%0aSet-Cookie: probe=1',
  '%c0%af%e0%a4%a',
  '\u202e\u0000\ufeff',
]

const lettersOf = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(''))

const values = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...markup),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: lettersOf('0123456789ABCDEFGHJKMNPQRSTVWXYZilou- '), minLength: 7, maxLength: 12 }),
    fc.constantFrom(...known.tokens, known.code, known.slug, known.email).chain(nearly),
    fc.constantFrom('en', 'ko', 'KO', 'en-GB', 'fr', 'ko;q=1', 'constructor', '__proto__'),
  )

/** Something that exists, with one character changed, left out or put in. */
function nearly(real: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(real.length), fc.string({ maxLength: 1 }), fc.nat(1))
    .map(([at, put, cut]) => real.slice(0, at) + put + real.slice(at + cut))
}

type Ask = { readonly path: string; readonly fields?: Readonly<Record<string, string>>; readonly accept: string }

const asks = (): fc.Arbitrary<Ask> => {
  const accept = fc.string({ unit: lettersOf('enko-;=q0.1,*'), maxLength: 20 })
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        path: fc
          .tuple(fc.constantFrom(...lookedAt), values(), fc.boolean())
          .map(([write, value, isRaw]) => write(isRaw ? value : encodeURIComponent(value))),
        accept,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        path: fc.constantFrom(...sentTo),
        fields: fc.dictionary(
          fc.constantFrom('email', 'code', 'locale', 'topics', 'timeZone', 'consent', 'stamp', 'proof', 'x'),
          values(),
        ),
        accept,
      }),
    },
  )
}

async function answer({ path, fields, accept }: Ask): Promise<Response> {
  networks += 1
  const headers = {
    'X-Test-Address': `2001:db8:${networks.toString(16)}::1`,
    'Accept-Language': accept,
    Origin: path.startsWith('/embed') ? listed : 'https://news.example.org',
  }
  const url = URL.parse(path, 'https://news.example.org')?.href ?? 'https://news.example.org/'
  if (fields === undefined) return publicApp.app.request(url, { headers })
  return publicApp.app.request(url, { method: 'POST', headers, body: encodeForm(fields) })
}

test('5,000 codes, tokens, languages, slugs and queries break nothing and put no markup on a page', async () => {
  const ordinary = new Set<string>()
  for (const accept of ['en', 'ko']) {
    for (const value of ['probe', 'day', '날', known.slug, known.code, '', ...known.tokens]) {
      const paths = lookedAt.map((write) => ({ path: write(encodeURIComponent(value)), accept }))
      const forms = sentTo.map((path) => ({ path, fields: { email: value, code: value, consent: value }, accept }))
      for (const ask of [...paths, ...forms]) {
        for (const shape of (await readPage(await answer(ask))).shapes) ordinary.add(shape)
      }
    }
  }

  await fc.assert(
    fc.asyncProperty(fc.array(asks(), { minLength: handful, maxLength: handful }), async (some) => {
      await Promise.all(
        some.map(async (ask) => {
          const response = await answer(ask)
          expect([ask, response.status < 500]).toEqual([ask, true])
          expect([ask, response.headers.get('Set-Cookie')]).toEqual([ask, null])
          const { shapes, strays, links } = await readPage(response)
          expect([ask, shapes.filter((shape) => !ordinary.has(shape)), strays]).toEqual([ask, [], []])
          expect([ask, links.filter((link) => !/^(\/(?!\/)|#|https:\/\/|webcal:|mailto:)/.test(link))]).toEqual([
            ask,
            [],
          ])
        }),
      )
    }),
    { seed, numRuns: handfuls, endOnFailure: true },
  )
  expect(publicApp.bugs).toEqual([])
}, 300_000)

test('an address that is on the list is answered like one that is not, however it is written', async () => {
  const spell = (email: string, [isUpper, pad]: readonly [boolean, string]): string =>
    `${pad}${isUpper ? email.toUpperCase() : email}${pad}`
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/preferences', '/subscribe', '/embed/subscribe'),
      fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '\t')),
      fc.constantFrom('en', 'ko'),
      async (path, way, accept) => {
        const stamp = await publicApp.freshStamp()
        const bodies = []
        for (const email of [known.email, `nobody-${networks}@readers.example`]) {
          const fields = { email: spell(email, way), topics: 'un-watch', consent: 'yes', locale: accept, stamp }
          const response = await answer({ path, fields, accept })
          bodies.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
        }
        expect(bodies[0]).toBe(bodies[1])
        expect(bodies[0]).toMatch(/^\[200,/)
      },
    ),
    { seed, numRuns: 60 },
  )
}, 120_000)

async function readPage(response: Response): Promise<ReturnType<typeof readMarkup>> {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false
  const text = await response.text()
  return isPage ? readMarkup(text) : { shapes: [], strays: [], links: [] }
}
