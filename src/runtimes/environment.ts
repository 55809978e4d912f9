import { z } from 'zod'
import { providerNames } from '#domain/provider'
import { defaultThresholds } from '#domain/thresholds'

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

function wholeNumber(name: string, min: number, max: number) {
  const message = `${name} must be a whole number from ${min} to ${max}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

function percentage(name: string) {
  const message = `${name} must be a percentage from 0.01 to 100, such as 0.1.`
  return z
    .string()
    .regex(/^\d{1,3}(\.\d{1,2})?$/, message)
    .transform(Number)
    .refine((value) => value >= 0.01 && value <= 100, message)
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

function mailDomain(name: string) {
  const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
  return z
    .string()
    .toLowerCase()
    .regex(new RegExp(`^(${label}\\.)+${label}$`), `${name} must be a domain in ASCII letters, such as in.example.org.`)
}

/** Where a server of mail listens: `127.0.0.1:2424` for LMTP, `smtp://[::1]:2525` for SMTP. */
function listenAddress(name: string) {
  const message = `${name} must be an address and a port, such as 127.0.0.1:2424 for LMTP or smtp://127.0.0.1:2525.`
  return z
    .string()
    .regex(/^((lmtp|smtp):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/i, message)
    .transform((text) => {
      const protocol: 'lmtp' | 'smtp' = /^smtp:/i.test(text) ? 'smtp' : 'lmtp'
      const place = text.replace(/^\w+:\/\//, '')
      const colon = place.lastIndexOf(':')
      return { protocol, host: place.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(place.slice(colon + 1)) }
    })
    .refine(({ port }) => port >= 1 && port <= 65_535, message)
}

function signingSecret(name: string) {
  const base64 = /^whsec_([A-Za-z0-9+/]{4}){4,}([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
  return z.string().regex(base64, `${name} must be the signing secret as Resend shows it, whsec_ and base64.`)
}

/** Every variable that is read, with the form that it must have. Messages name the variable and never its value. */
export const environmentSchema = z.object({
  NODE_ENV: oneOf('NODE_ENV', ['development', 'production', 'test']).default('development'),
  HOST: z
    .string()
    .regex(/^[a-z0-9.:-]+$/i, 'HOST must be a host name or a network address.')
    .default('127.0.0.1'),
  PORT: wholeNumber('PORT', 1, 65_535).default(8080),
  PUBLIC_URL: urlOf('PUBLIC_URL', ['https', 'http']).optional(),
  DATA_DIR: z.string().default('.data'),
  CONTENT_DIR: z.string().default('content'),
  DATABASE_URL: urlOf('DATABASE_URL', ['postgres', 'postgresql']).optional(),
  QUEUE_URL: urlOf('QUEUE_URL', ['redis', 'rediss']).optional(),
  WORKERS: wholeNumber('WORKERS', 1, 16).default(1),
  MAIL_URL: urlOf('MAIL_URL', ['smtp', 'smtps', 'mailbox']).optional(),
  SMTP_CONNECTIONS: wholeNumber('SMTP_CONNECTIONS', 1, 50).default(5),
  SMTP_MESSAGES_PER_SECOND: wholeNumber('SMTP_MESSAGES_PER_SECOND', 1, 10_000).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: urlOf('RESEND_BASE_URL', ['https', 'http']).optional(),
  RESEND_WEBHOOK_SECRET: signingSecret('RESEND_WEBHOOK_SECRET').optional(),
  RESEND_WEBHOOK_SECRET_PREVIOUS: signingSecret('RESEND_WEBHOOK_SECRET_PREVIOUS').optional(),
  MAIL_FIRST: oneOf('MAIL_FIRST', providerNames).optional(),
  INBOUND_DOMAIN: mailDomain('INBOUND_DOMAIN').optional(),
  INBOUND_LISTEN: listenAddress('INBOUND_LISTEN').optional(),
  KEYS_FILE: z.string().optional(),
  DKIM_DOMAIN: hostName('DKIM_DOMAIN').optional(),
  DKIM_SELECTOR: hostName('DKIM_SELECTOR').optional(),
  DKIM_KEY_FILE: z.string().optional(),
  DKIM_ED25519_SELECTOR: hostName('DKIM_ED25519_SELECTOR').optional(),
  DKIM_ED25519_KEY_FILE: z.string().optional(),
  HOLD_LETTERS_MIN: wholeNumber('HOLD_LETTERS_MIN', 1, 1_000_000).default(defaultThresholds.lettersMin),
  HOLD_HARD_BOUNCE_PERCENT: percentage('HOLD_HARD_BOUNCE_PERCENT').default(defaultThresholds.hardBouncePercent),
  HOLD_COMPLAINT_PERCENT: percentage('HOLD_COMPLAINT_PERCENT').default(defaultThresholds.complaintPercent),
  HOLD_AFTER_DOWNTIME_MINUTES: wholeNumber('HOLD_AFTER_DOWNTIME_MINUTES', 5, 10_080).default(
    defaultThresholds.downtimeMinutes,
  ),
  PROVIDER_FAILING_BATCHES: wholeNumber('PROVIDER_FAILING_BATCHES', 1, 100).default(defaultThresholds.failingBatches),
  PROVIDER_FAILING_MINUTES: wholeNumber('PROVIDER_FAILING_MINUTES', 1, 1_440).default(defaultThresholds.failingMinutes),
  SAMPLE_DATA: oneOf('SAMPLE_DATA', ['true', 'false']).default('false'),
  TRUSTED_PROXIES: wholeNumber('TRUSTED_PROXIES', 0, 10).default(0),
  LOG_LEVEL: oneOf('LOG_LEVEL', logLevels).default('info'),
})

export type Environment = z.infer<typeof environmentSchema>
