import { resolve } from 'node:path'
import type { World } from '#actions/world'
import type { ProviderName } from '#domain/provider'
import type { Thresholds } from '#domain/thresholds'
import { contradictionsIn } from './contradictions.ts'
import { environmentSchema, type Environment, type logLevels } from './environment.ts'
import { projectRoot } from './project-root.ts'
import { Secret } from './secret.ts'

export type LogLevel = (typeof logLevels)[number]

export type Config = {
  readonly environment: 'development' | 'production' | 'test'
  readonly host: string
  readonly port: number
  /** Origin of the public pages, without a trailing slash. */
  readonly publicUrl: string
  /** Absolute. Holds the embedded database, the generated keys and the local mailbox. */
  readonly dataDirectory: string
  /** Absolute. Holds the seed library. */
  readonly contentDirectory: string
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'external'; readonly url: Secret }
  readonly queue: { readonly kind: 'postgres' } | { readonly kind: 'redis'; readonly url: Secret }
  /** How many worker processes the launcher starts. */
  readonly workers: number
  /** The ways by which mail leaves, each once, the usual one first. */
  readonly mail: readonly [MailConfig, ...MailConfig[]]
  /** Secrets with which Resend may have signed a webhook, the newest first; empty where none are taken. */
  readonly resendWebhookSecrets: readonly Secret[]
  readonly inbound: InboundConfig | null
  readonly keysFile: { readonly path: string; readonly mayBeGenerated: boolean }
  readonly thresholds: Thresholds
  /** Whether everybody on the list was made up, as the demo does, so that every page says so. */
  readonly hasSampleData: boolean
  /** How many proxies in front of us add to `X-Forwarded-For`. */
  readonly trustedProxies: number
  readonly logLevel: LogLevel
}

export type MailConfig =
  | ({ readonly kind: 'smtp'; readonly url: Secret } & SmtpSettings)
  | { readonly kind: 'resend'; readonly apiKey: Secret; readonly baseUrl: string | null }
  /** The local mailbox; `url` is its SMTP server (`smtp://…`), or null while it still has to be started. */
  | ({ readonly kind: 'mailbox'; readonly url: Secret | null } & SmtpSettings)

export type SmtpSettings = {
  /** Connections to the server at a time. */
  readonly connections: number
  /** What the server allows; null where it says nothing. */
  readonly messagesPerSecond: number | null
  /** Keys that sign each message, the RSA key first; none where the server signs. */
  readonly dkim: readonly DkimConfig[]
}

export type DkimConfig = {
  readonly algorithm: 'rsa' | 'ed25519'
  readonly domain: string
  readonly selector: string
  /** Absolute. */
  readonly keyFile: string
}

export type InboundConfig = {
  /** Bounces, complaints and `mailto:` unsubscribes arrive at addresses of this domain. */
  readonly domain: string
  /** Where our own server takes them; null where another program hands them over. */
  readonly listen: { readonly protocol: 'lmtp' | 'smtp'; readonly host: string; readonly port: number } | null
}

/** The configuration cannot be used. Each problem is one line that names its variable and never holds its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

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
    contentDirectory: fromRoot(variables.CONTENT_DIR),
    database:
      variables.DATABASE_URL === undefined
        ? { kind: 'embedded' }
        : { kind: 'external', url: new Secret(variables.DATABASE_URL) },
    queue:
      variables.QUEUE_URL === undefined
        ? { kind: 'postgres' }
        : { kind: 'redis', url: new Secret(variables.QUEUE_URL) },
    workers: variables.WORKERS,
    mail: mailOf(variables),
    resendWebhookSecrets: [variables.RESEND_WEBHOOK_SECRET, variables.RESEND_WEBHOOK_SECRET_PREVIOUS]
      .filter((secret) => secret !== undefined)
      .map((secret) => new Secret(secret)),
    inbound: inboundOf(variables),
    keysFile: keysFileOf(variables),
    thresholds: thresholdsOf(variables),
    hasSampleData: variables.SAMPLE_DATA === 'true',
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

/** The name by which campaigns and batches know a way of the configuration. */
function providerNameOf({ kind }: MailConfig): ProviderName {
  return kind === 'resend' ? 'resend' : 'smtp'
}

/** What of the configuration actions see. */
export function worldSettingsOf({ publicUrl, contentDirectory, mail, inbound, thresholds }: Config): Pick<
  World,
  'publicUrl' | 'providers' | 'smtpHost' | 'inboundDomain' | 'dkimDomain' | 'dkimSelectors' | 'thresholds'
> & {
  readonly contentDirectory: string
} {
  const [usual, ...others] = mail
  const dkim = mail.flatMap((way) => (way.kind === 'resend' ? [] : way.dkim))
  return {
    publicUrl,
    contentDirectory,
    providers: [providerNameOf(usual), ...others.map(providerNameOf)],
    smtpHost: smtpHostOf(mail),
    inboundDomain: inbound?.domain ?? null,
    dkimDomain: dkim.at(0)?.domain ?? null,
    dkimSelectors: dkim.map(({ selector }) => selector),
    thresholds,
  }
}

function smtpHostOf(mail: Config['mail']): string | null {
  const server = mail.find((way) => way.kind === 'smtp')
  return server ? new URL(server.url.reveal()).hostname : null
}

function publicUrlOf({ PUBLIC_URL, PORT }: Environment): string {
  return new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).origin
}

function mailOf(variables: Environment): Config['mail'] {
  const { MAIL_URL, RESEND_API_KEY, RESEND_BASE_URL, MAIL_FIRST } = variables
  if (RESEND_API_KEY === undefined) return [smtpOf(variables)]
  const resend: MailConfig = {
    kind: 'resend',
    apiKey: new Secret(RESEND_API_KEY),
    baseUrl: RESEND_BASE_URL ?? null,
  }
  if (MAIL_URL === undefined) return [resend]
  return MAIL_FIRST === 'resend' ? [resend, smtpOf(variables)] : [smtpOf(variables), resend]
}

function smtpOf(variables: Environment): MailConfig {
  const { MAIL_URL, SMTP_CONNECTIONS: connections, SMTP_MESSAGES_PER_SECOND: messagesPerSecond = null } = variables
  const settings = { connections, messagesPerSecond, dkim: dkimOf(variables) }
  if (MAIL_URL === undefined) return { kind: 'mailbox', url: null, ...settings }
  if (MAIL_URL.startsWith('mailbox:')) {
    return { kind: 'mailbox', url: new Secret(MAIL_URL.replace(/^mailbox:/, 'smtp:')), ...settings }
  }
  return { kind: 'smtp', url: new Secret(MAIL_URL), ...settings }
}

function dkimOf(variables: Environment): DkimConfig[] {
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR, DKIM_KEY_FILE, DKIM_ED25519_SELECTOR, DKIM_ED25519_KEY_FILE } = variables
  const keys = [
    { algorithm: 'rsa', selector: DKIM_SELECTOR, keyFile: DKIM_KEY_FILE },
    { algorithm: 'ed25519', selector: DKIM_ED25519_SELECTOR, keyFile: DKIM_ED25519_KEY_FILE },
  ] as const
  return keys.flatMap(({ algorithm, selector, keyFile }) =>
    domain === undefined || selector === undefined || keyFile === undefined
      ? []
      : [{ algorithm, domain, selector, keyFile: fromRoot(keyFile) }],
  )
}

function inboundOf({ INBOUND_DOMAIN: domain, INBOUND_LISTEN: listen }: Environment): InboundConfig | null {
  return domain === undefined ? null : { domain, listen: listen ?? null }
}

function keysFileOf({ KEYS_FILE, DATA_DIR }: Environment): Config['keysFile'] {
  if (KEYS_FILE !== undefined) return { path: fromRoot(KEYS_FILE), mayBeGenerated: false }
  return { path: resolve(fromRoot(DATA_DIR), 'keys.json'), mayBeGenerated: true }
}

function thresholdsOf(variables: Environment): Thresholds {
  return {
    lettersMin: variables.HOLD_LETTERS_MIN,
    hardBouncePercent: variables.HOLD_HARD_BOUNCE_PERCENT,
    complaintPercent: variables.HOLD_COMPLAINT_PERCENT,
    failingBatches: variables.PROVIDER_FAILING_BATCHES,
    failingMinutes: variables.PROVIDER_FAILING_MINUTES,
    downtimeMinutes: variables.HOLD_AFTER_DOWNTIME_MINUTES,
  }
}

function fromRoot(path: string): string {
  return resolve(projectRoot(), path)
}

function freeze(config: Config): Config {
  for (const part of Object.values(config)) Object.freeze(part)
  return Object.freeze(config)
}
