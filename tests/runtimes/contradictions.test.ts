import { describe, expect, test } from 'vitest'
import { ConfigError, configVariables, parseConfig } from '#runtimes/config'
import { both, ed25519, production, rsa, whsec } from './environments.ts'

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const contradictions: Record<string, { env: Record<string, string | undefined>; says: RegExp }> = {
  'an unknown environment': { env: { NODE_ENV: 'staging' }, says: /^NODE_ENV must be one of: development/ },
  'a port that is no number': { env: { PORT: 'http' }, says: /^PORT must be a whole number/ },
  'a port out of range': { env: { PORT: '65536' }, says: /^PORT must be a whole number from 1 to 65535/ },
  'a negative number of proxies': { env: { TRUSTED_PROXIES: '-1' }, says: /^TRUSTED_PROXIES must be/ },
  'sample data in production': { env: { ...production, SAMPLE_DATA: 'true' }, says: /^SAMPLE_DATA is true/ },
  'sample data with mail that leaves': {
    env: { MAIL_URL: 'smtp://mail.test', SAMPLE_DATA: 'true' },
    says: /^SAMPLE_DATA is true/,
  },
  'sample data that is neither there nor not': { env: { SAMPLE_DATA: 'yes' }, says: /^SAMPLE_DATA must be one of/ },
  'an unknown log level': { env: { LOG_LEVEL: 'loud' }, says: /^LOG_LEVEL must be one of/ },
  'a host with a path': { env: { HOST: '127.0.0.1/x' }, says: /^HOST must be/ },
  'a database of another make': {
    env: { DATABASE_URL: 'mysql://db.test/x' },
    says: /^DATABASE_URL must be a URL that starts with postgres/,
  },
  'a queue of another make': {
    env: { QUEUE_URL: 'amqp://queue.test' },
    says: /^QUEUE_URL must be a URL that starts with redis/,
  },
  'mail of another make': {
    env: { MAIL_URL: 'imap://mail.test' },
    says: /^MAIL_URL must be a URL that starts with smtp/,
  },
  'mail without a host': { env: { MAIL_URL: 'smtp://' }, says: /^MAIL_URL must/ },
  'a public URL that is no URL': { env: { PUBLIC_URL: 'news.example.org' }, says: /^PUBLIC_URL must be a URL/ },
  'a public URL with a path': {
    env: { PUBLIC_URL: 'https://example.org/news' },
    says: /^PUBLIC_URL must be an origin only/,
  },
  'a public URL with credentials': {
    env: { PUBLIC_URL: 'https://a:b@example.org' },
    says: /^PUBLIC_URL must be an origin only/,
  },
  'production over plain HTTP': {
    env: { ...production, PUBLIC_URL: 'http://news.example.org' },
    says: /^PUBLIC_URL .* https/,
  },
  'production without a public URL': { env: { ...production, PUBLIC_URL: undefined }, says: /^PUBLIC_URL .* https/ },
  'production without mail': {
    env: { ...production, MAIL_URL: undefined },
    says: /^MAIL_URL or RESEND_API_KEY must be set/,
  },
  'production with the local mailbox': {
    env: { ...production, MAIL_URL: 'mailbox://127.0.0.1:2525' },
    says: /^MAIL_URL or RESEND_API_KEY must be set/,
  },
  'two ways for mail without the usual one': { env: both, says: /^MAIL_FIRST must be set/ },
  'an unknown way as the usual one': { env: { ...both, MAIL_FIRST: 'post' }, says: /^MAIL_FIRST must be one of/ },
  'Resend as the usual way without its key': {
    env: { ...production, MAIL_FIRST: 'resend' },
    says: /^MAIL_FIRST is resend, but/,
  },
  'SMTP as the usual way without a server': {
    env: { RESEND_API_KEY: 'a-key', MAIL_FIRST: 'smtp' },
    says: /^MAIL_FIRST is smtp, but/,
  },
  'no connection to SMTP': { env: { SMTP_CONNECTIONS: '0' }, says: /^SMTP_CONNECTIONS must be .* from 1 to 50/ },
  'a rate of SMTP without a server': {
    env: { RESEND_API_KEY: 'a-key', SMTP_MESSAGES_PER_SECOND: '5' },
    says: /^SMTP_MESSAGES_PER_SECOND is set without MAIL_URL/,
  },
  'a webhook secret of another kind': {
    env: { RESEND_WEBHOOK_SECRET: 'secret' },
    says: /^RESEND_WEBHOOK_SECRET must be the signing secret/,
  },
  'an earlier webhook secret alone': {
    env: { RESEND_WEBHOOK_SECRET_PREVIOUS: whsec('2') },
    says: /^RESEND_WEBHOOK_SECRET_PREVIOUS is set without/,
  },
  'a place for reports without their domain': {
    env: { INBOUND_LISTEN: '127.0.0.1:25' },
    says: /^INBOUND_LISTEN is set without/,
  },
  'one secret as the current and the earlier one': {
    env: { RESEND_WEBHOOK_SECRET: whsec('2'), RESEND_WEBHOOK_SECRET_PREVIOUS: whsec('2') },
    says: /^RESEND_WEBHOOK_SECRET_PREVIOUS must be the secret before/,
  },
  'one port for reports and pages': {
    env: { INBOUND_DOMAIN: 'in.example.org', INBOUND_LISTEN: '127.0.0.1:8080' },
    says: /^INBOUND_LISTEN must name another port than PORT/,
  },
  'one port for reports everywhere and pages': {
    env: { INBOUND_DOMAIN: 'in.example.org', INBOUND_LISTEN: 'smtp://0.0.0.0:2525', PORT: '2525' },
    says: /^INBOUND_LISTEN must name another port than PORT/,
  },
  'more workers than the embedded database carries': {
    env: { WORKERS: '5' },
    says: /^WORKERS must be at most 4 with the embedded database.*QUEUE_URL/,
  },
  'a place for reports without a port': {
    env: { INBOUND_DOMAIN: 'in.example.org', INBOUND_LISTEN: '127.0.0.1' },
    says: /^INBOUND_LISTEN must be an address and a port/,
  },
  'a place for reports with a port out of range': {
    env: { INBOUND_DOMAIN: 'in.example.org', INBOUND_LISTEN: '127.0.0.1:70000' },
    says: /^INBOUND_LISTEN must be an address and a port/,
  },
  'reports at something that is no domain': { env: { INBOUND_DOMAIN: 'inbox' }, says: /^INBOUND_DOMAIN must be/ },
  'no worker': { env: { WORKERS: '0' }, says: /^WORKERS must be a whole number from 1 to 16/ },
  'a share of nothing': { env: { HOLD_HARD_BOUNCE_PERCENT: '0' }, says: /^HOLD_HARD_BOUNCE_PERCENT must be/ },
  'a share of more than all': { env: { HOLD_COMPLAINT_PERCENT: '100.5' }, says: /^HOLD_COMPLAINT_PERCENT must be/ },
  'a share that is no number': { env: { HOLD_COMPLAINT_PERCENT: '1,5' }, says: /^HOLD_COMPLAINT_PERCENT must be/ },
  'no letters': { env: { HOLD_LETTERS_MIN: '0' }, says: /^HOLD_LETTERS_MIN must be/ },
  'no batches': { env: { PROVIDER_FAILING_BATCHES: '0' }, says: /^PROVIDER_FAILING_BATCHES must be/ },
  'no minutes': { env: { PROVIDER_FAILING_MINUTES: '0' }, says: /^PROVIDER_FAILING_MINUTES must be/ },
  'a downtime of nothing': { env: { HOLD_AFTER_DOWNTIME_MINUTES: '0' }, says: /^HOLD_AFTER_DOWNTIME_MINUTES must be/ },
  'an address of Resend without its key': {
    env: { RESEND_BASE_URL: 'http://127.0.0.1:9' },
    says: /^RESEND_BASE_URL is set without/,
  },
  'Resend over plain HTTP in production': {
    env: { ...production, MAIL_URL: undefined, RESEND_API_KEY: 'a-key', RESEND_BASE_URL: 'http://resend.test' },
    says: /^RESEND_BASE_URL must start with https/,
  },
  'a database in production without keys': {
    env: { ...production, KEYS_FILE: undefined },
    says: /^KEYS_FILE must be set/,
  },
  'half of DKIM': { env: { DKIM_DOMAIN: 'news.example.org' }, says: /must be set together/ },
  'half of an Ed25519 key': {
    env: { ...rsa, DKIM_ED25519_SELECTOR: 'b' },
    says: /^DKIM_ED25519_SELECTOR and DKIM_ED25519_KEY_FILE must be set together/,
  },
  'an Ed25519 key alone': { env: ed25519, says: /^DKIM_ED25519_SELECTOR needs DKIM_DOMAIN/ },
  'two keys of one name': {
    env: { ...rsa, ...ed25519, DKIM_ED25519_SELECTOR: 'A' },
    says: /^DKIM_SELECTOR and DKIM_ED25519_SELECTOR must differ/,
  },
  'DKIM with Resend alone': { env: { RESEND_API_KEY: 'a-key', ...rsa }, says: /Resend signs mail itself/ },
  'a mailbox that others can reach': { env: { HOST: '0.0.0.0' }, says: /^HOST must be a loopback address/ },
}

describe('a contradiction is refused with one line', () => {
  test.for(Object.entries(contradictions))('%s', ([, { env, says }]) => {
    const problems = problemsOf(env)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(says)
  })

  test.for([
    ['workers whose queue is elsewhere', { WORKERS: '16', QUEUE_URL: 'redis://queue.example.org' }],
    ['workers on a server of one’s own', { WORKERS: '16', DATABASE_URL: 'postgres://db.example.org/northlight' }],
    ['as many as the embedded database carries', { WORKERS: '4' }],
    ['one port at two addresses', { INBOUND_DOMAIN: 'in.example.org', INBOUND_LISTEN: '192.0.2.1:8080' }],
  ] as const)('%s are none', ([, env]) => {
    expect(problemsOf(env)).toEqual([])
  })

  test('every problem is told at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y', QUEUE_URL: 'z' })).toHaveLength(3)
    expect(problemsOf({ NODE_ENV: 'production', DKIM_DOMAIN: 'example.org' })).toHaveLength(3)
  })

  test('no line repeats a value', () => {
    const secret = 'hunter2-canary'
    const env = Object.fromEntries(configVariables.map((name) => [name, `bad ${secret} //`]))
    const problems = problemsOf(env)
    expect(problems.length).toBeGreaterThan(5)
    expect(problems.join('\n')).not.toContain(secret)
  })
})
