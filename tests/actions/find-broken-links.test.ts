import { beforeAll, describe, expect, test } from 'vitest'
import { checkCampaign } from '#actions/check-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import type { World } from '#actions/world'
import type { PageVisit } from '#domain/check-links'
import { assembleTeam, draftCampaign, realContents, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, testPublicUrl } from '../support/world.ts'

let world: World
let team: Team

beforeAll(async () => {
  const testWorld = await createTestWorld()
  world = testWorld.world
  team = await assembleTeam(world)
  await addReader(world)
  return testWorld.close
})

/** The real letter, whose English body leads to one more page. */
function draftLinkedTo(href: string): Promise<string> {
  const { en: english, ...others } = realContents
  if (english === undefined) throw new Error('The letter lacks a language.')
  const text = { type: 'text' as const, text: 'here', marks: [{ type: 'link' as const, attrs: { href } }] }
  const body = { ...english.body, content: [...english.body.content, { type: 'paragraph' as const, content: [text] }] }
  return draftCampaign(world, team, { revision: { contents: { en: { ...english, body }, ...others } } })
}

/** What the check says of links when visits end like this, and which pages it visited. */
async function check(campaignId: string, visit: (url: string) => PageVisit) {
  const visited: string[] = []
  const visitPage = async (url: string): Promise<PageVisit> => {
    visited.push(url)
    return visit(url)
  }
  const { findings } = await checkCampaign({ ...world, visitPage }, { campaignId })
  return { visited, found: findings.filter(({ rule }) => rule === 'link-broken' || rule === 'link-silent') }
}

const page = `${testPublicUrl}/about`

describe('the pages to which the links of a letter lead', () => {
  test('are visited once each; one where nothing is is told, and keeps nobody from submitting', async () => {
    const campaignId = await draftLinkedTo(`${page}#team`)
    const { visited, found } = await check(campaignId, (url) => (url === page ? 'missing' : 'there'))
    expect(found).toMatchObject([
      {
        rule: 'link-broken',
        severity: 'warning',
        locale: 'en',
        place: 'body',
        quote: `${page}#team`,
        acknowledgement: null,
      },
    ])
    expect(visited).toContain(page)
    expect(new Set(visited).size).toBe(visited.length)
    await submitCampaign(world, { member: team.editor, campaignId })
  })

  test('are visited by https alone, and only where the letter leads for good', async () => {
    const { visited } = await check(await draftLinkedTo('https://elsewhere.example/'), () => 'there')
    expect(visited.length).toBeGreaterThan(0)
    expect(visited.filter((url) => !url.startsWith('https://') || url.includes('elsewhere.example'))).toEqual([])
  })

  test('are told of in one line where their servers do not answer', async () => {
    const { found } = await check(await draftLinkedTo(page), () => 'silent')
    expect(found.map(({ rule }) => rule)).toEqual(['link-silent'])
    expect(found[0]?.quote).toContain(new URL(testPublicUrl).hostname)
  })

  test('are as many as the sources of the facts that it cites, beside its links', async () => {
    const { found } = await check(await draftLinkedTo(page), () => 'missing')
    expect(found.filter(({ place }) => place === null).length).toBeGreaterThan(0)
  })
})
