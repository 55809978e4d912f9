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
  /** The cookie of a new session. */
  signIn(email: string): Promise<string>
  /** The cookie of somebody new with this role. */
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

  const signIn: StaffSite['signIn'] = async (email) => {
    const { headers, status } = await ask('/api/auth/sign-in/email', { method: 'POST', body: { email, password } })
    if (status !== 200) throw new Error(`Signing in was answered with ${status}.`)
    return cookieOf(headers)
  }

  return {
    world,
    clock,
    testDatabase,
    bugs,
    ask,
    fetch: async (input, init) => app.request(input instanceof Request ? input : String(input), init),
    join: joinAs,
    signIn,
    async begin(slug, as) {
      const { json } = await ask('/api/campaigns', { method: 'POST', as, body: { name: slug, slug } })
      return `/api/campaigns/${textOf(json['id'])}`
    },
    as: async (role) => signIn((await joinAs(role)).email),
    [Symbol.asyncDispose]: testWorld.close,
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
    isReady: async () => true,
    mount: [{ path: '/', app: staffApp }],
  })
}

/** A text in JSON that was read loosely. @throws Error for what is no text */
export function textOf(part: Json | undefined): string {
  if (typeof part !== 'string') throw new Error('This part of the answer is no text.')
  return part
}

/** The session cookie that an answer sets, as a browser sends it back. */
export function cookieOf(headers: Headers): string {
  const cookie = headers.getSetCookie().find((line) => line.startsWith('__Host-northlight-session='))
  return cookie?.split(';')[0] ?? ''
}
