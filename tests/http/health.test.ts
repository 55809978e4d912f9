import { afterAll, beforeAll, expect, test } from 'vitest'
import { campaigns, mailProviders, organisation, sendingPulse } from '#database/tables'
import { assembleTeam, draftCampaign } from '../support/campaigns.ts'
import { createPublicApp, type PublicApp } from './public/public-app.ts'

let site: PublicApp

beforeAll(async () => {
  site = await createPublicApp()
})

afterAll(() => site.testWorld.close())

async function health(): Promise<readonly [number, unknown]> {
  const answer = await site.get('/health/sending')
  return [answer.status, await answer.json()]
}

test('/health/sending tells a monitor in one word whether mail goes out, and nothing else', async () => {
  const { world, clock } = site.testWorld
  const { database } = world
  expect(await health()).toEqual([503, { sending: 'stalled' }])

  await database.insert(sendingPulse).values({ beat: 1, beatenAt: clock.now() })
  expect(await health()).toEqual([200, { sending: 'ok' }])

  await draftCampaign(world, await assembleTeam(world))
  await database.update(campaigns).set({ heldAt: clock.now(), holdReason: 'late' })
  expect(await health()).toEqual([503, { sending: 'held' }])

  await database.insert(mailProviders).values({ name: world.providers[0], stoppedAt: clock.now(), stopReason: 'staff' })
  expect(await health()).toEqual([503, { sending: 'stopped' }])

  await database.update(mailProviders).set({ stoppedAt: null })
  await database.update(campaigns).set({ cancelledAt: clock.now() })
  expect(await health()).toEqual([200, { sending: 'ok' }])

  await database.update(organisation).set({ sendingStoppedAt: clock.now(), sendingStopReason: 'staff' })
  expect(await health()).toEqual([503, { sending: 'stopped' }])

  clock.advance({ minutes: 4 })
  expect(await health()).toEqual([503, { sending: 'stalled' }])
})
