import type { Environment } from './environment.ts'

type Refuse = (isWrong: boolean, line: string) => void

/** What each variable allows by itself and all of them together do not: one line for each fault. */
export function contradictionsIn(variables: Environment): string[] {
  const problems: string[] = []
  const refuseIf: Refuse = (isWrong, line) => {
    if (isWrong) problems.push(line)
  }
  checkPublicUrl(variables, refuseIf)
  checkMail(variables, refuseIf)
  checkResend(variables, refuseIf)
  checkDkim(variables, refuseIf)
  refuseIf(
    variables.NODE_ENV === 'production' && variables.DATABASE_URL !== undefined && variables.KEYS_FILE === undefined,
    'KEYS_FILE must be set in production with DATABASE_URL: whoever keeps the database must also keep the keys, apart from it.',
  )
  refuseIf(
    variables.DATABASE_URL === undefined && variables.QUEUE_URL === undefined && variables.WORKERS > embeddedWorkersMax,
    `WORKERS must be at most ${embeddedWorkersMax} with the embedded database, whose connections they share with the queue: set QUEUE_URL, or DATABASE_URL to a server that allows more.`,
  )
  checkInbound(variables, refuseIf)
  checkSampleData(variables, refuseIf)
  return problems
}

// A worker holds up to 38 connections while the queue is in the database, the API and the door 10 each; there are 200.
const embeddedWorkersMax = 4

function checkInbound({ INBOUND_DOMAIN, INBOUND_LISTEN, HOST, PORT }: Environment, refuseIf: Refuse): void {
  refuseIf(
    INBOUND_LISTEN !== undefined && INBOUND_DOMAIN === undefined,
    'INBOUND_LISTEN is set without INBOUND_DOMAIN, the domain whose mail arrives there.',
  )
  refuseIf(
    INBOUND_LISTEN?.port === PORT &&
      (INBOUND_LISTEN.host === HOST || isEverywhere(HOST) || isEverywhere(INBOUND_LISTEN.host)),
    'INBOUND_LISTEN must name another port than PORT, where the web server listens.',
  )
}

// Invented people must never stand among real ones, nor mail to them leave the machine.
function checkSampleData({ SAMPLE_DATA, NODE_ENV, MAIL_URL, RESEND_API_KEY }: Environment, refuseIf: Refuse): void {
  const isMailed = RESEND_API_KEY !== undefined || (MAIL_URL !== undefined && !MAIL_URL.startsWith('mailbox:'))
  refuseIf(
    SAMPLE_DATA === 'true' && (NODE_ENV === 'production' || isMailed),
    'SAMPLE_DATA is true, as the demo sets it for people whom it made up, and this is a real installation or sends real mail. Take SAMPLE_DATA away.',
  )
}

function checkPublicUrl({ NODE_ENV, PUBLIC_URL }: Environment, refuseIf: Refuse): void {
  const publicUrl = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL)
  refuseIf(
    publicUrl !== null && !isOrigin(publicUrl),
    'PUBLIC_URL must be an origin only, such as https://news.example.org, without path, query or credentials.',
  )
  refuseIf(
    NODE_ENV === 'production' && publicUrl?.protocol !== 'https:',
    'PUBLIC_URL must be set and start with https:// in production, because links in mail carry tokens.',
  )
}

function checkMail(variables: Environment, refuseIf: Refuse): void {
  const { MAIL_URL, RESEND_API_KEY, MAIL_FIRST, HOST } = variables
  const isProduction = variables.NODE_ENV === 'production'
  const isMailbox = MAIL_URL?.startsWith('mailbox:') ?? RESEND_API_KEY === undefined
  const hasSmtp = MAIL_URL !== undefined || RESEND_API_KEY === undefined
  refuseIf(
    MAIL_URL !== undefined && RESEND_API_KEY !== undefined && MAIL_FIRST === undefined,
    'MAIL_FIRST must be set, to resend or smtp, when MAIL_URL and RESEND_API_KEY both are: it says which of them mail usually takes.',
  )
  refuseIf(
    MAIL_FIRST === 'resend' && RESEND_API_KEY === undefined,
    'MAIL_FIRST is resend, but RESEND_API_KEY is not set.',
  )
  refuseIf(MAIL_FIRST === 'smtp' && !hasSmtp, 'MAIL_FIRST is smtp, but MAIL_URL is not set.')
  refuseIf(
    isProduction && isMailbox,
    'MAIL_URL or RESEND_API_KEY must be set in production; the local mailbox is for development.',
  )
  refuseIf(
    !isProduction && isMailbox && !isLoopback(HOST),
    'HOST must be a loopback address while mail goes to the local mailbox, because anyone who reaches the mailbox can read it.',
  )
  refuseIf(MAIL_URL !== undefined && new URL(MAIL_URL).hostname === '', 'MAIL_URL must name a host.')
  refuseIf(
    variables.SMTP_MESSAGES_PER_SECOND !== undefined && !hasSmtp,
    'SMTP_MESSAGES_PER_SECOND is set without MAIL_URL, so there is no SMTP server.',
  )
}

function checkResend(variables: Environment, refuseIf: Refuse): void {
  const { RESEND_API_KEY, RESEND_BASE_URL, RESEND_WEBHOOK_SECRET, RESEND_WEBHOOK_SECRET_PREVIOUS } = variables
  refuseIf(
    RESEND_BASE_URL !== undefined && RESEND_API_KEY === undefined,
    'RESEND_BASE_URL is set without RESEND_API_KEY.',
  )
  refuseIf(
    variables.NODE_ENV === 'production' && RESEND_BASE_URL?.startsWith('http:') === true,
    'RESEND_BASE_URL must start with https:// in production.',
  )
  refuseIf(
    RESEND_WEBHOOK_SECRET_PREVIOUS !== undefined && RESEND_WEBHOOK_SECRET === undefined,
    'RESEND_WEBHOOK_SECRET_PREVIOUS is set without RESEND_WEBHOOK_SECRET, the one that holds now.',
  )
  refuseIf(
    RESEND_WEBHOOK_SECRET !== undefined && RESEND_WEBHOOK_SECRET === RESEND_WEBHOOK_SECRET_PREVIOUS,
    'RESEND_WEBHOOK_SECRET_PREVIOUS must be the secret before RESEND_WEBHOOK_SECRET, and not the same: take it away, or set the new one.',
  )
}

function checkDkim(variables: Environment, refuseIf: Refuse): void {
  const { DKIM_SELECTOR, DKIM_ED25519_SELECTOR, MAIL_URL, RESEND_API_KEY } = variables
  const rsa = countSet([variables.DKIM_DOMAIN, DKIM_SELECTOR, variables.DKIM_KEY_FILE])
  const ed25519 = countSet([DKIM_ED25519_SELECTOR, variables.DKIM_ED25519_KEY_FILE])
  refuseIf(
    rsa === 1 || rsa === 2,
    'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE must be set together, or none of them.',
  )
  refuseIf(ed25519 === 1, 'DKIM_ED25519_SELECTOR and DKIM_ED25519_KEY_FILE must be set together, or none of them.')
  refuseIf(
    ed25519 === 2 && rsa === 0,
    'DKIM_ED25519_SELECTOR needs DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE as well: many servers know RSA only.',
  )
  refuseIf(
    DKIM_SELECTOR !== undefined && DKIM_SELECTOR.toLowerCase() === DKIM_ED25519_SELECTOR?.toLowerCase(),
    'DKIM_SELECTOR and DKIM_ED25519_SELECTOR must differ: one name in DNS holds one key.',
  )
  refuseIf(
    rsa + ed25519 > 0 && RESEND_API_KEY !== undefined && MAIL_URL === undefined,
    'The DKIM variables are for SMTP, and MAIL_URL is not set; Resend signs mail itself.',
  )
}

function countSet(values: readonly (string | undefined)[]): number {
  return values.filter((value) => value !== undefined).length
}

/** Whether a host name or address reaches this machine only. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Whether a server that listens there listens at every address of the machine. */
function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function isOrigin(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
}
