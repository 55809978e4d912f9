import type { Browser } from 'playwright-core'
import { inviteStaff } from '#actions/invite-staff'
import type { Locale } from '#domain/locale'
import type { StaffRole } from '#domain/staff'
import { createAuthenticatorApp, type AuthenticatorApp } from './authenticator-app.ts'
import { openVisit, type Visit } from './browser-visit.ts'
import type { Site } from './site.ts'

/** A member of staff who has joined by an invitation. */
export type Person = {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly locale: Locale
}

const password = 'four plain words here'

let people = 0

/** Makes an account by way of an invitation, as its page does. */
export async function joinAt(
  { world, url }: Site,
  role: StaffRole,
  { locale = 'en' }: { readonly locale?: Locale } = {},
): Promise<Person> {
  people += 1
  const invitation = await inviteStaff(world, { member: null, role })
  const token = invitation.url.slice(invitation.url.lastIndexOf('/') + 1)
  const person = { name: `Sample ${role}`, email: `console-${people}@staff.example`, password, locale }
  await ask(url, `/api/invitations/${token}/accept`, person)
  return person
}

/** A browser in which somebody is signed in, and no screen is open yet. */
export async function openConsole(
  browser: Browser,
  site: Site,
  person: Person,
  { width = 1280 }: { readonly width?: number } = {},
): Promise<Visit> {
  const visit = await openVisit(browser, site, { locale: person.locale, width })
  const { email } = person
  const answer = await visit.context.request.post(`${site.url}/api/auth/sign-in/email`, {
    headers: { Origin: site.url },
    data: { email, password },
  })
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}: ${await answer.text()}`)
  return visit
}

/** Sets up an authenticator app for somebody who is signed in, through the API. */
export async function addAppTo({ context }: Visit, { url }: Site): Promise<AuthenticatorApp> {
  const post = (path: string, data: object) => context.request.post(url + path, { headers: { Origin: url }, data })
  const made: unknown = await (await post('/api/auth/two-factor/enable', { password })).json()
  const uri: unknown = made !== null && typeof made === 'object' ? Reflect.get(made, 'totpURI') : undefined
  if (typeof uri !== 'string') throw new Error('The API gave no key for an authenticator app.')
  const app = createAuthenticatorApp(uri)
  const answer = await post('/api/auth/two-factor/verify-totp', { code: await app.nextCode() })
  if (!answer.ok()) throw new Error(`The first code was answered with ${answer.status()}.`)
  return app
}

async function ask(url: string, path: string, body: object): Promise<void> {
  const headers = { Origin: url, 'Content-Type': 'application/json' }
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`)
}
