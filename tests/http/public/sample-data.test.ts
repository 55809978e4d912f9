import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPublicApp, type PublicApp } from './public-app.ts'

let sampled: PublicApp
let real: PublicApp

beforeAll(async () => {
  sampled = await createPublicApp({ hasSampleData: true })
  real = await createPublicApp()
})

afterAll(async () => {
  for (const { testWorld } of [sampled, real]) await testWorld[Symbol.asyncDispose]()
})

const pages = ['/', '/letters', '/calendar', '/verify', '/verify/report', '/preferences', '/privacy', '/no-such-page']

test.each(pages)('%s says that everybody is invented and what takes it away, in both languages', async (path) => {
  const [en, ko] = await Promise.all(
    ['en', 'ko'].map(async (lang) => (await sampled.get(`${path}?lang=${lang}`)).text()),
  )
  expect(en).toMatch(/<aside class="sample"[^>]*><b>Sample data\.<\/b>.*scripts\/demo --remove/)
  expect(ko).toMatch(/<aside class="sample"[^>]*><b>예시 데이터입니다\.<\/b>.*scripts\/demo --remove/)
})

test.each(pages)('%s says nothing of samples where people are real', async (path) => {
  expect(await (await real.get(path)).text()).not.toContain('class="sample"')
})
