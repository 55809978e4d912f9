import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, configVariables, databaseUrlOf, parseConfig } from '#runtimes/config'
import { projectRoot } from '#runtimes/project-root'

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://news.example.org',
  DATABASE_URL: 'postgres://northlight:db-password@db.example.org/northlight',
  KEYS_FILE: '/etc/northlight/keys.json',
  MAIL_URL: 'smtps://northlight:mail-password@smtp.example.org',
}

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('defaults', () => {
  test('an empty environment is a development machine with everything embedded', () => {
    const config = parseConfig({})
    expect(config).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      dataDirectory: join(projectRoot(), '.data'),
      database: { kind: 'embedded' },
      queue: { kind: 'postgres' },
      mail: { kind: 'mailbox', url: null },
      keysFile: { path: join(projectRoot(), '.data/keys.json'), mayBeGenerated: true },
      dkim: null,
      trustedProxies: 0,
      logLevel: 'info',
    })
  })

  test('an empty or blank variable counts as unset', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ', LOG_LEVEL: '' })).toEqual(parseConfig({}))
  })

  test('the default public URL follows the port', () => {
    expect(parseConfig({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000')
  })

  test('the public URL is kept without its trailing slash', () => {
    expect(parseConfig({ PUBLIC_URL: 'https://news.example.org/' }).publicUrl).toBe('https://news.example.org')
  })
})

describe('a production configuration', () => {
  test('is accepted', () => {
    const config = parseConfig({ ...production, QUEUE_URL: 'rediss://queue.example.org', TRUSTED_PROXIES: '1' })
    expect(config.database.kind).toBe('external')
    expect(config.queue.kind).toBe('redis')
    expect(config.mail.kind).toBe('smtp')
    expect(config.keysFile.mayBeGenerated).toBe(false)
    expect(config.trustedProxies).toBe(1)
  })

  test('may use the embedded database with keys beside it', () => {
    expect(problemsOf({ ...production, DATABASE_URL: undefined, KEYS_FILE: undefined })).toEqual([])
  })

  test('may send through Resend', () => {
    expect(problemsOf({ ...production, MAIL_URL: undefined, RESEND_API_KEY: 'a-key' })).toEqual([])
  })
})

describe('the local mailbox', () => {
  test('mailbox:// is its SMTP server', () => {
    const { mail } = parseConfig({ MAIL_URL: 'mailbox://127.0.0.1:2525' })
    expect(mail.kind === 'mailbox' && mail.url?.reveal()).toBe('smtp://127.0.0.1:2525')
  })
})

const contradictions: Record<string, { env: Record<string, string | undefined>; says: RegExp }> = {
  'an unknown environment': { env: { NODE_ENV: 'staging' }, says: /^NODE_ENV must be one of: development/ },
  'a port that is no number': { env: { PORT: 'http' }, says: /^PORT must be a whole number/ },
  'a port out of range': { env: { PORT: '65536' }, says: /^PORT must be a whole number from 1 to 65535/ },
  'a negative number of proxies': { env: { TRUSTED_PROXIES: '-1' }, says: /^TRUSTED_PROXIES must be/ },
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
  'two ways for mail': {
    env: { ...production, RESEND_API_KEY: 'a-key' },
    says: /^MAIL_URL and RESEND_API_KEY are both set/,
  },
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
  'DKIM with Resend': {
    env: { RESEND_API_KEY: 'a-key', DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'a', DKIM_KEY_FILE: 'dkim.pem' },
    says: /Resend signs mail itself/,
  },
  'a mailbox that others can reach': { env: { HOST: '0.0.0.0' }, says: /^HOST must be a loopback address/ },
}

describe('a contradiction is refused with one line', () => {
  test.for(Object.entries(contradictions))('%s', ([, { env, says }]) => {
    const problems = problemsOf(env)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(says)
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

describe('secrets', () => {
  const config = parseConfig({ ...production, QUEUE_URL: 'redis://:queue-password@queue.example.org' })

  test.for([
    ['JSON.stringify', JSON.stringify(config)],
    ['util.inspect', inspect(config, { depth: 9, showHidden: true })],
    ['a template', `${config.database.kind === 'external' ? config.database.url.toString() : ''} [secret]`],
  ] as const)('%s shows [secret] in place of the value', ([, text]) => {
    expect(text).toContain('[secret]')
    expect(text).not.toContain('password')
  })

  test('reveal gives the value', () => {
    expect(databaseUrlOf(config)).toBe(production.DATABASE_URL)
  })
})

test('the configuration is frozen', () => {
  const config = parseConfig({})
  expect(Object.isFrozen(config)).toBe(true)
  expect(Object.values(config).every(Object.isFrozen)).toBe(true)
})

test('a process without the launcher is told to name its database', () => {
  expect(() => databaseUrlOf(parseConfig({}))).toThrow(/^DATABASE_URL is not set/)
})

test('.env.example names every variable, and no other', () => {
  const text = readFileSync(join(projectRoot(), '.env.example'), 'utf8')
  const named = [...text.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(named).toEqual([...configVariables])
})
