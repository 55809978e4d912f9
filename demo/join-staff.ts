import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { scanUri, type AuthenticatorApp } from './authenticator-app.ts'
import type { StaffPerson } from './cast.ts'
import { demand } from './demo-failure.ts'
import type { Stage } from './stage.ts'
import { openStaffDesk, type StaffDesk } from './staff-desk.ts'

/** A member of staff who has joined and is signed in. */
export type Employee = StaffPerson & {
  readonly password: string
  readonly app: AuthenticatorApp
  readonly desk: StaffDesk
}

const joinedSchema = z.object({ id: z.string(), role: z.string() })

const meSchema = z.object({ role: z.string(), confirmedUntil: z.string().nullable() })

const appSchema = z.object({ totpURI: z.string() })

const invitationSchema = z.object({ url: z.url() })

/** Accepts an invitation by its link, with a new password, signs in, and sets up an authenticator app. */
export async function joinStaff(stage: Stage, person: StaffPerson, invitationUrl: string): Promise<Employee> {
  const token = new URL(invitationUrl).pathname.split('/').at(-1) ?? ''
  const { name, address: email, locale } = person
  const password = randomBytes(12).toString('base64url')
  const desk = openStaffDesk(stage, person)
  await desk.send(
    { method: 'POST', path: `/api/invitations/${token}/accept`, body: { name, email, password, locale } },
    joinedSchema,
  )
  await desk.send({ method: 'POST', path: '/api/auth/sign-in/email', body: { email, password } }, z.object({}))
  const { totpURI } = await desk.send(
    { method: 'POST', path: '/api/auth/two-factor/enable', body: { password } },
    appSchema,
  )
  const app = scanUri(totpURI)
  const code = await app.showCode()
  await desk.send({ method: 'POST', path: '/api/auth/two-factor/verify-totp', body: { code } }, z.object({}))
  const me = await desk.get('/api/me', meSchema)
  demand(me.role === person.role, `${name} was invited with the role ${person.role} and has another one.`)
  demand(me.confirmedUntil !== null, `${name} has shown a second factor, and it does not count.`)
  return { ...person, password, app, desk }
}

/** Has an administrator make the link by which somebody joins. */
export async function invite({ desk }: Employee, { role }: Pick<StaffPerson, 'role'>): Promise<string> {
  const { url } = await desk.send({ method: 'POST', path: '/api/staff/invitations', body: { role } }, invitationSchema)
  return url
}
