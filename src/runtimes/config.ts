import { resolve } from 'node:path'
import { z } from 'zod'
import type { ProviderName } from '#domain/provider'
import { projectRoot } from './project-root.ts'
import { Secret } from './secret.ts'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

export type LogLevel = (typeof logLevels)[number]

export type Config = {
  readonly environment: 'development' | 'production' | 'test'
  readonly host: string
  readonly port: number
  /** Origin of the public pages, without a trailing slash. */
  readonly publicUrl: string
  /** Absolute. Holds the embedded database, the generated keys and the local mailbox. */
  readonly dataDirectory: string
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: Secret }
  readonly queue: { readonly kind: 'postgres' } | { readonly kind: 'redis'; readonly url: Secret }
  readonly mail: MailConfig
  readonly keysFile: { readonly path: string; readonly mayBeGenerated: boolean }
  readonly dkim: DkimConfig | null
  /** How many proxies in front of us add to `X-Forwarded-For`. */
  readonly trustedProxies: number
  readonly logLevel: LogLevel
}

export type MailConfig =
  | { readonly kind: 'smtp'; readonly url: Secret }
  | { readonly kind: 'resend'; readonly apiKey: Secret; readonly baseUrl: string | null }
  /** The local mailbox; `url` is its SMTP server (`smtp://…`), or null while it still has to be started. */
  | { readonly kind: 'mailbox'; readonly url: Secret | null }

export type DkimConfig = { readonly domain: string; readonly selector: string; readonly keyFile: string }

/** The configuration cannot be used. Each problem is one line that names its variable and never holds its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

function wholeNumber(name: string, min: number, max: number) {
  const message = `${name} must be a whole number from ${min} to ${max}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

function oneOf<const Values extends readonly string[]>(name: string, values: Values) {
  return z.enum(values, `${name} must be one of: ${values.join(', ')}.`)
}

function urlOf(name: string, protocols: readonly string[]) {
  const forms = protocols.map((protocol) => `${protocol}://`).join(' or ')
  const isAccepted = (text: string): boolean => protocols.includes(URL.parse(text)?.protocol.slice(0, -1) ?? '')
  return z.string().refine(isAccepted, `${name} must be a URL that starts with ${forms}.`)
}

function hostName(name: string) {
  return z.string().regex(/^(?!-)[a-z0-9._-]+$/i, `${name} must be a host name in ASCII letters.`)
}

const environmentSchema = z.object({
  NODE_ENV: oneOf('NODE_ENV', ['development', 'production', 'test']).default('development'),
  HOST: z
    .string()
    .regex(/^[a-z0-9.:-]+$/i, 'HOST must be a host name or a network address.')
    .default('127.0.0.1'),
  PORT: wholeNumber('PORT', 1, 65_535).default(8080),
  PUBLIC_URL: urlOf('PUBLIC_URL', ['https', 'http']).optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: urlOf('DATABASE_URL', ['postgres', 'postgresql']).optional(),
  QUEUE_URL: urlOf('QUEUE_URL', ['redis', 'rediss']).optional(),
  MAIL_URL: urlOf('MAIL_URL', ['smtp', 'smtps', 'mailbox']).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: urlOf('RESEND_BASE_URL', ['https', 'http']).optional(),
  KEYS_FILE: z.string().optional(),
  DKIM_DOMAIN: hostName('DKIM_DOMAIN').optional(),
  DKIM_SELECTOR: hostName('DKIM_SELECTOR').optional(),
  DKIM_KEY_FILE: z.string().optional(),
  TRUSTED_PROXIES: wholeNumber('TRUSTED_PROXIES', 0, 10).default(0),
  LOG_LEVEL: oneOf('LOG_LEVEL', logLevels).default('info'),
})

type Environment = z.infer<typeof environmentSchema>

/** Every variable Northlight reads. */
export const configVariables: readonly string[] = Object.keys(environmentSchema.shape)

/**
 * Reads the whole configuration once. An empty variable counts as unset, and relative paths start at the project root.
 * @throws ConfigError with every problem found, one line each.
 */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    configVariables.map((name) => [name, env[name]?.trim()] as const).filter(([, value]) => value),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(({ message }) => message))
  const variables = parsed.data
  const problems = contradictionsIn(variables)
  if (problems.length > 0) throw new ConfigError(problems)
  return freeze({
    environment: variables.NODE_ENV,
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: publicUrlOf(variables),
    dataDirectory: fromRoot(variables.DATA_DIR),
    database:
      variables.DATABASE_URL === undefined
        ? { kind: 'embedded' }
        : { kind: 'external', url: new Secret(variables.DATABASE_URL) },
    queue:
      variables.QUEUE_URL === undefined
        ? { kind: 'postgres' }
        : { kind: 'redis', url: new Secret(variables.QUEUE_URL) },
    mail: mailOf(variables),
    keysFile: keysFileOf(variables),
    dkim: dkimOf(variables),
    trustedProxies: variables.TRUSTED_PROXIES,
    logLevel: variables.LOG_LEVEL,
  })
}

/**
 * The database of a process that does not start one itself.
 * @throws ConfigError when only the embedded database is configured.
 */
export function databaseUrlOf(config: Config): string {
  if (config.database.kind === 'external') return config.database.url.reveal()
  throw new ConfigError([
    'DATABASE_URL is not set. Only scripts/server starts the embedded database; set it to run one process alone.',
  ])
}

/** The ways by which mail leaves, the usual one first. */
export function providersOf({ mail }: Config): readonly [ProviderName, ...ProviderName[]] {
  return [mail.kind === 'resend' ? 'resend' : 'smtp']
}

/** Whether a host name or address reaches this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

function contradictionsIn(variables: Environment): string[] {
  const problems: string[] = []
  const refuseIf = (isWrong: boolean, line: string): void => {
    if (isWrong) problems.push(line)
  }
  const isProduction = variables.NODE_ENV === 'production'
  const mailUrl = variables.MAIL_URL
  const isMailbox = mailUrl?.startsWith('mailbox:') ?? variables.RESEND_API_KEY === undefined
  const publicUrl = variables.PUBLIC_URL === undefined ? null : new URL(variables.PUBLIC_URL)
  const dkimParts = [variables.DKIM_DOMAIN, variables.DKIM_SELECTOR, variables.DKIM_KEY_FILE]
  const dkimCount = dkimParts.filter((part) => part !== undefined).length

  refuseIf(
    publicUrl !== null && !isOrigin(publicUrl),
    'PUBLIC_URL must be an origin only, such as https://news.example.org, without path, query or credentials.',
  )
  refuseIf(
    isProduction && publicUrl?.protocol !== 'https:',
    'PUBLIC_URL must be set and start with https:// in production, because links in mail carry tokens.',
  )
  refuseIf(
    mailUrl !== undefined && variables.RESEND_API_KEY !== undefined,
    'MAIL_URL and RESEND_API_KEY are both set. Mail goes one way only; keep one of them.',
  )
  refuseIf(
    isProduction && isMailbox,
    'MAIL_URL or RESEND_API_KEY must be set in production; the local mailbox is for development.',
  )
  refuseIf(
    !isProduction && isMailbox && !isLoopback(variables.HOST),
    'HOST must be a loopback address while mail goes to the local mailbox, because anyone who reaches the mailbox can read it.',
  )
  refuseIf(mailUrl !== undefined && new URL(mailUrl).hostname === '', 'MAIL_URL must name a host.')
  refuseIf(
    variables.RESEND_BASE_URL !== undefined && variables.RESEND_API_KEY === undefined,
    'RESEND_BASE_URL is set without RESEND_API_KEY.',
  )
  refuseIf(
    isProduction && variables.RESEND_BASE_URL?.startsWith('http:') === true,
    'RESEND_BASE_URL must start with https:// in production.',
  )
  refuseIf(
    isProduction && variables.DATABASE_URL !== undefined && variables.KEYS_FILE === undefined,
    'KEYS_FILE must be set in production with DATABASE_URL: whoever keeps the database must also keep the keys, apart from it.',
  )
  refuseIf(
    dkimCount !== 0 && dkimCount !== dkimParts.length,
    'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE must be set together, or none of them.',
  )
  refuseIf(
    dkimCount !== 0 && variables.RESEND_API_KEY !== undefined,
    'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE are for SMTP; Resend signs mail itself.',
  )
  return problems
}

function isOrigin(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
}

function publicUrlOf({ PUBLIC_URL, PORT }: Environment): string {
  return new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).origin
}

function mailOf({ MAIL_URL, RESEND_API_KEY, RESEND_BASE_URL }: Environment): MailConfig {
  if (RESEND_API_KEY !== undefined) {
    return { kind: 'resend', apiKey: new Secret(RESEND_API_KEY), baseUrl: RESEND_BASE_URL ?? null }
  }
  if (MAIL_URL === undefined) return { kind: 'mailbox', url: null }
  if (MAIL_URL.startsWith('mailbox:')) {
    return { kind: 'mailbox', url: new Secret(MAIL_URL.replace(/^mailbox:/, 'smtp:')) }
  }
  return { kind: 'smtp', url: new Secret(MAIL_URL) }
}

function keysFileOf({ KEYS_FILE, DATA_DIR }: Environment): Config['keysFile'] {
  if (KEYS_FILE !== undefined) return { path: fromRoot(KEYS_FILE), mayBeGenerated: false }
  return { path: resolve(fromRoot(DATA_DIR), 'keys.json'), mayBeGenerated: true }
}

function dkimOf({
  DKIM_DOMAIN: domain,
  DKIM_SELECTOR: selector,
  DKIM_KEY_FILE: keyFile,
}: Environment): DkimConfig | null {
  if (domain === undefined || selector === undefined || keyFile === undefined) return null
  return { domain, selector, keyFile: fromRoot(keyFile) }
}

function fromRoot(path: string): string {
  return resolve(projectRoot(), path)
}

function freeze(config: Config): Config {
  for (const part of Object.values(config)) Object.freeze(part)
  return Object.freeze(config)
}
