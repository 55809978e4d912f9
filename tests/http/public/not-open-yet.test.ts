import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp()
})

afterAll(() => publicApp.testWorld.close())

test.each([
  ['en', 'Not open yet'],
  ['ko', '아직 준비 중입니다'],
])('before the organisation is described the page says so in %s and offers no form', async (locale, title) => {
  const page = await (await publicApp.get('/', { 'Accept-Language': locale })).text()
  expect(page).toContain(title)
  expect(page).not.toContain('action="/subscribe')
})
