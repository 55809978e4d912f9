import { expect, test } from 'vitest'
import { blindSpotsOf } from '#runtimes/blind-spots'
import { parseConfig } from '#runtimes/config'
import { whsec } from './environments.ts'

const spotsOf = (env: Record<string, string>): string[] => blindSpotsOf(parseConfig(env))

test('a development machine has nothing to learn of its mailbox', () => {
  expect(spotsOf({})).toEqual([])
})

test('Resend without webhooks and SMTP without an inbound domain are each named', () => {
  const both = { MAIL_URL: 'smtps://smtp.example.org', RESEND_API_KEY: 'a-key', MAIL_FIRST: 'smtp' }
  expect(spotsOf(both)).toEqual([
    expect.stringMatching(/^RESEND_WEBHOOK_SECRET is not set/),
    expect.stringMatching(/^INBOUND_DOMAIN is not set/),
  ])
})

test('a proxy that is not counted is named, since all readers then come from one network', () => {
  const env = { PUBLIC_URL: 'https://news.example.org' }
  expect(spotsOf(env)).toEqual([expect.stringMatching(/^TRUSTED_PROXIES is 0/)])
  expect(spotsOf({ ...env, TRUSTED_PROXIES: '1' })).toEqual([])
})

test('more workers than the connections of a usual server carry are named', () => {
  const env = { DATABASE_URL: 'postgres://db.example.org/northlight', WORKERS: '3' }
  expect(spotsOf(env)).toEqual([expect.stringMatching(/^WORKERS is 3 .* max_connections/)])
  expect(spotsOf({ ...env, WORKERS: '2' })).toEqual([])
  expect(spotsOf({ ...env, QUEUE_URL: 'redis://queue.example.org' })).toEqual([])
})

test('what is set up is not complained of', () => {
  const secret = { RESEND_API_KEY: 'a-key', RESEND_WEBHOOK_SECRET: whsec('1') }
  expect(spotsOf(secret)).toEqual([])
  expect(spotsOf({ MAIL_URL: 'smtps://smtp.example.org', INBOUND_DOMAIN: 'in.example.org' })).toEqual([])
})
