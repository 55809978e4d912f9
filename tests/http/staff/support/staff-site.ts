import { join } from 'node:path'
import type { Context, Hono } from 'hono'
import { inviteStaff } from '#actions/invite-staff'
import { saveOrganisation } from '#actions/save-organisation'
import type { World } from '#actions/world'
import type { Locale } from '#domain/locale'
import type { StaffRole } from '#domain/staff'
import { createApp } from '#http/app'
import { buildStaffApp } from '#runtimes/build-staff-app'
import { projectRoot } from '#runtimes/project-root'
import { createAuthenticatorApp, type AuthenticatorApp } from '../../../support/authenticator-app.ts'
import { testOrganisation } from '../../../support/campaigns.ts'
import type { TestClock } from '../../../support/clock.ts'
import { addStaff } from '../../../support/staff.ts'
import { createTestWorld, type TestWorld } from '../../../support/world.ts'

export const password = 'four plain words here'

export type Ask = {
  readonly method?: string
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown
  /** Who asks: a session cookie. */
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string | null>>
}

/** What came back, its body read. Problems and answers alike; a missing part reads as undefined. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Json }

/** Loosely read JSON, for expectations: every part is there, and holds whatever it holds. */
export type Json = { readonly [part: string]: Json } & { readonly [index: number]: Json }

export type StaffSite = AsyncDisposable & {
  readonly world: World
  readonly clock: TestClock
  readonly testDatabase: TestWorld['testDatabase']
  /** Asks the whole app, as our own pages would. */
  ask(path: string, ask?: Ask): Promise<Answer>
  /** `fetch` that reaches the app. */
  readonly fetch: typeof fetch
  /** Makes an account by way of an invitation. */
  join(role: StaffRole, account?: { name?: string; email?: string; locale?: Locale }): Promise<{ email: string }>
  /** The cookie of a new session; with a second factor, if they have an authenticator app. */
  signIn(email: string): Promise<string>
  /** Sets up an authenticator app for whoever has this cookie, and so confirms it. @returns the cookie from then on */
  addApp(as: string): Promise<string>
  /** A code of somebody's authenticator app that was not used before. */
  codeOf(email: string): Promise<string>
  /** Shows a second factor again, for what the clock has let lapse. */
  confirm(as: string): Promise<void>
  /** The cookie of somebody new with this role, who has just shown a second factor. */
  as(role: StaffRole): Promise<string>
  /** A new draft, by whoever has this cookie. @returns its path in the API */
  begin(slug: string, as: string): Promise<string>
  /** Errors that were told to be bugs. */
  readonly bugs: readonly Error[]
}

/** The whole app on a database of its own, with the seed library and an organisation in it. */
export async function createStaffSite({
  organisation = true,
  now,
}: { organisation?: boolean; now?: string } = {}): Promise<StaffSite> {
  const testWorld = await createTestWorld(now === undefined ? {} : { now })
  const { world, clock, testDatabase } = testWorld
  const bugs: Error[] = []
  const app = buildApp(testWorld, bugs)
  if (organisation) {
    await saveOrganisation(world, { member: await addStaff(world, 'admin'), organisation: testOrganisation })
  }

  const ask: StaffSite['ask'] = async (path, { method = 'GET', body, as = null, headers = {} } = {}) => {
    const given = {
      ...(method !== 'GET' && { Origin: world.publicUrl, 'Content-Type': 'application/json' }),
      ...(as !== null && { Cookie: as }),
      ...headers,
    }
    const sent = Object.entries(given).filter((header): header is [string, string] => header[1] !== null)
    const response = await app.request(world.publicUrl + path, {
      method,
      headers: sent,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : null) as Json,
    }
  }

  const accounts = createAccounts(world, ask)

  return {
    world,
    clock,
    testDatabase,
    bugs,
    ask,
    fetch: async (input, init) => app.request(input instanceof Request ? input : String(input), init),
    ...accounts,
    async begin(slug, as) {
      const { json } = await ask('/api/campaigns', { method: 'POST', as, body: { name: slug, slug } })
      return `/api/campaigns/${textOf(json['id'])}`
    },
    [Symbol.asyncDispose]: testWorld.close,
  }
}

type Accounts = Pick<StaffSite, 'join' | 'signIn' | 'addApp' | 'codeOf' | 'confirm' | 'as'>

/** How people get accounts, sign in and show second factors, each by the API. */
function createAccounts(world: World, ask: StaffSite['ask']): Accounts {
  let people = 0
  const joinAs: StaffSite['join'] = async (role, { name = role, email, locale = 'en' } = {}) => {
    people += 1
    const address = email ?? `${role}-${people}@staff.example`
    const { url } = await inviteStaff(world, { member: null, role })
    const token = url.slice(url.lastIndexOf('/') + 1)
    const body = { name, email: address, password, locale }
    const { status, text } = await ask(`/api/invitations/${token}/accept`, { method: 'POST', body })
    if (status !== 201) throw new Error(`Joining was answered with ${status}: ${text}`)
    return { email: address }
  }

  const apps = new Map<string, AuthenticatorApp>()
  const codeOf: StaffSite['codeOf'] = async (email) => {
    const own = apps.get(email)
    if (own === undefined) throw new Error('They have no authenticator app.')
    return own.nextCode()
  }
  const post = async (path: string, body: object, as?: string): Promise<Answer> => {
    const answer = await ask(path, { method: 'POST', body, ...(as !== undefined && { as }) })
    if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}: ${answer.text}`)
    return answer
  }

  const signIn: StaffSite['signIn'] = async (email) => {
    const { headers, json } = await post('/api/auth/sign-in/email', { email, password })
    if (json['twoFactorRedirect'] === undefined) return cookieOf(headers)
    const challenge = cookieOf(headers, 'second-step')
    const verified = await post('/api/auth/two-factor/verify-totp', { code: await codeOf(email) }, challenge)
    return cookieOf(verified.headers)
  }

  const addApp: StaffSite['addApp'] = async (as) => {
    const email = textOf((await ask('/api/me', { as })).json['email'])
    const { json } = await post('/api/auth/two-factor/enable', { password }, as)
    apps.set(email, createAuthenticatorApp(textOf(json['totpURI'])))
    return cookieOf((await post('/api/auth/two-factor/verify-totp', { code: await codeOf(email) }, as)).headers)
  }

  const confirm: StaffSite['confirm'] = async (as) => {
    const email = textOf((await ask('/api/me', { as })).json['email'])
    await post('/api/step-up/totp', { code: await codeOf(email) }, as)
  }

  return {
    join: joinAs,
    signIn,
    addApp,
    codeOf,
    confirm,
    as: async (role) => addApp(await signIn((await joinAs(role)).email)),
  }
}

function buildApp({ world, keyRing }: TestWorld, bugs: Error[]): Hono {
  let networks = 0
  const common = {
    world,
    // Everybody has a network of their own, unless a test says otherwise.
    clientAddress: (c: Context) => c.req.header('X-Network') ?? `2001:db8:${(networks += 1).toString(16)}::1`,
    assetsDirectory: join(projectRoot(), 'src/http/public/assets'),
    reportBug: (error: Error) => bugs.push(error),
  }
  const staffApp = buildStaffApp({ ...common, keyRing })
  return createApp({
    ...common,
    formSecret: keyRing.staff,
    drawLetterCard: async () => Uint8Array.from([137, 80, 78, 71]),
    isReady: async () => true,
    mount: [{ path: '/', app: staffApp }],
  })
}

/** A text in JSON that was read loosely. @throws Error for what is no text */
export function textOf(part: Json | undefined): string {
  if (typeof part !== 'string') throw new Error('This part of the answer is no text.')
  return part
}

/** A cookie that an answer sets, as a browser sends it back. */
export function cookieOf(headers: Headers, purpose = 'session'): string {
  const cookie = headers.getSetCookie().find((line) => line.startsWith(`__Host-northlight-${purpose}=`))
  return cookie?.split(';')[0] ?? ''
}
