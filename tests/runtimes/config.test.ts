import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { defaultThresholds } from '#domain/thresholds'
import { configVariables, databaseUrlOf, parseConfig, worldSettingsOf } from '#runtimes/config'
import { projectRoot } from '#runtimes/project-root'
import { both, ed25519, production, rsa, whsec } from './environments.ts'

describe('defaults', () => {
  test('an empty environment is a development machine with everything embedded', () => {
    const config = parseConfig({})
    expect(config).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      dataDirectory: join(projectRoot(), '.data'),
      contentDirectory: join(projectRoot(), 'content'),
      database: { kind: 'embedded' },
      queue: { kind: 'postgres' },
      workers: 1,
      mail: [{ kind: 'mailbox', url: null, connections: 5, messagesPerSecond: null, dkim: [] }],
      resendWebhookSecrets: [],
      inbound: null,
      keysFile: { path: join(projectRoot(), '.data/keys.json'), mayBeGenerated: true },
      thresholds: defaultThresholds,
      hasSampleData: false,
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
    expect(config.mail.map(({ kind }) => kind)).toEqual(['smtp'])
    expect(config.keysFile.mayBeGenerated).toBe(false)
    expect(config.trustedProxies).toBe(1)
  })

  test('may use the embedded database with keys beside it', () => {
    expect(() => parseConfig({ ...production, DATABASE_URL: undefined, KEYS_FILE: undefined })).not.toThrow()
  })

  test('may send through Resend', () => {
    expect(() => parseConfig({ ...production, MAIL_URL: undefined, RESEND_API_KEY: 'a-key' })).not.toThrow()
  })
})

describe('the local mailbox', () => {
  test('mailbox:// is its SMTP server', () => {
    const [mail] = parseConfig({ MAIL_URL: 'mailbox://127.0.0.1:2525' }).mail
    expect(mail.kind === 'mailbox' && mail.url?.reveal()).toBe('smtp://127.0.0.1:2525')
  })
})

describe('two ways for mail', () => {
  test.for([
    ['resend', ['resend', 'smtp']],
    ['smtp', ['smtp', 'resend']],
  ] as const)('MAIL_FIRST=%s is the usual one', ([MAIL_FIRST, order]) => {
    const config = parseConfig({ ...both, MAIL_FIRST })
    expect(config.mail.map(({ kind }) => kind)).toEqual(order)
    expect(worldSettingsOf(config).providers).toEqual(order)
  })

  test('one way may be named as the usual one', () => {
    expect(() => parseConfig({ ...production, MAIL_FIRST: 'smtp' })).not.toThrow()
    expect(() => parseConfig({ MAIL_FIRST: 'smtp' })).not.toThrow()
    expect(() => parseConfig({ RESEND_API_KEY: 'a-key', MAIL_FIRST: 'resend' })).not.toThrow()
  })

  test('the mailbox of a development machine counts as SMTP', () => {
    expect(worldSettingsOf(parseConfig({})).providers).toEqual(['smtp'])
  })

  test.for([
    [{ MAIL_URL: 'smtps://user:password@mail.example.org:465' }, 'mail.example.org'],
    [{ MAIL_URL: 'smtp://[::1]:2525' }, '[::1]'],
    [{ RESEND_API_KEY: 'a-key' }, null],
    [{}, null],
  ] as const)('of %o the server that readers are told of is %s', ([env, smtpHost]) => {
    expect(worldSettingsOf(parseConfig(env)).smtpHost).toBe(smtpHost)
  })
})

describe('SMTP', () => {
  test('has connections and a rate of its own', () => {
    const [mail] = parseConfig({ ...production, SMTP_CONNECTIONS: '12', SMTP_MESSAGES_PER_SECOND: '40' }).mail
    expect(mail).toMatchObject({ kind: 'smtp', connections: 12, messagesPerSecond: 40, dkim: [] })
  })

  test('is signed with an RSA key, and with an Ed25519 key after it', () => {
    const [mail] = parseConfig({ ...production, ...rsa, ...ed25519 }).mail
    expect(mail).toMatchObject({
      dkim: [
        { algorithm: 'rsa', domain: 'news.example.org', selector: 'a', keyFile: join(projectRoot(), 'dkim.pem') },
        { algorithm: 'ed25519', domain: 'news.example.org', selector: 'b', keyFile: '/etc/northlight/ed25519.pem' },
      ],
    })
  })

  test('is signed for one domain, which senders are checked against', () => {
    const dkimDomainOf = (env: Record<string, string>) => worldSettingsOf(parseConfig(env)).dkimDomain
    expect(dkimDomainOf({ ...production, ...rsa })).toBe('news.example.org')
    expect(dkimDomainOf({ ...both, ...rsa, MAIL_FIRST: 'resend' })).toBe('news.example.org')
    expect(dkimDomainOf(production)).toBeNull()
  })

  test('is looked up in the DNS under the names of its keys', () => {
    const selectorsOf = (env: Record<string, string>) => worldSettingsOf(parseConfig(env)).dkimSelectors
    expect(selectorsOf({ ...production, ...rsa })).toEqual([rsa.DKIM_SELECTOR])
    expect(selectorsOf(production)).toEqual([])
  })
})

describe('what arrives', () => {
  test.for([
    ['127.0.0.1:2424', { protocol: 'lmtp', host: '127.0.0.1', port: 2424 }],
    ['lmtp://[::1]:24', { protocol: 'lmtp', host: '::1', port: 24 }],
    ['smtp://mx.example.org:25', { protocol: 'smtp', host: 'mx.example.org', port: 25 }],
  ] as const)('is taken at %s', ([INBOUND_LISTEN, listen]) => {
    const config = parseConfig({ INBOUND_DOMAIN: 'In.Example.org', INBOUND_LISTEN })
    expect(config.inbound).toEqual({ domain: 'in.example.org', listen })
    expect(worldSettingsOf(config).inboundDomain).toBe('in.example.org')
  })

  test('may be handed over by another program', () => {
    expect(parseConfig({ INBOUND_DOMAIN: 'in.example.org' }).inbound).toEqual({
      domain: 'in.example.org',
      listen: null,
    })
  })

  test('in a webhook may be signed with the present secret or the one before', () => {
    const config = parseConfig({ RESEND_WEBHOOK_SECRET: whsec('1'), RESEND_WEBHOOK_SECRET_PREVIOUS: whsec('2') })
    expect(config.resendWebhookSecrets.map((secret) => secret.reveal())).toEqual([whsec('1'), whsec('2')])
  })
})

test('every threshold can be set', () => {
  const { thresholds } = parseConfig({
    HOLD_LETTERS_MIN: '500',
    HOLD_HARD_BOUNCE_PERCENT: '2.5',
    HOLD_COMPLAINT_PERCENT: '0.05',
    HOLD_AFTER_DOWNTIME_MINUTES: '30',
    PROVIDER_FAILING_BATCHES: '3',
    PROVIDER_FAILING_MINUTES: '15',
  })
  expect(thresholds).toEqual({
    lettersMin: 500,
    hardBouncePercent: 2.5,
    complaintPercent: 0.05,
    downtimeMinutes: 30,
    failingBatches: 3,
    failingMinutes: 15,
  })
})

describe('secrets', () => {
  const config = parseConfig({
    ...production,
    QUEUE_URL: 'redis://:queue-password@queue.example.org',
    RESEND_API_KEY: 'api-password',
    RESEND_WEBHOOK_SECRET: `whsec_${'password'.repeat(4)}`,
    RESEND_WEBHOOK_SECRET_PREVIOUS: `whsec_${'password'.repeat(3)}`,
    MAIL_FIRST: 'smtp',
  })

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
  const named = [...text.matchAll(/^#?([A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect(named).toEqual([...configVariables])
})
