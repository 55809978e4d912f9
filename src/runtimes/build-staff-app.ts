import type { Context, Hono } from 'hono'
import type { World } from '#actions/world'
import { deriveKey, type KeyRing } from '#crypto/key-ring'
import {
  staff,
  staffAccounts,
  staffPasskeys,
  staffSessions,
  staffTwoFactors,
  staffVerifications,
} from '#database/tables'
import { createAuth } from '#http/staff/auth'
import { createStaffApp } from '#http/staff/staff-app'

export type StaffAppParts = {
  readonly world: World
  readonly keyRing: KeyRing
  readonly clientAddress: (c: Context) => string | null
  readonly assetsDirectory: string
  readonly reportBug: (error: Error) => void
}

/** Puts sign-in and the staff API together; the tables of staff are named here, where every layer may be seen. */
export function buildStaffApp({ world, keyRing, ...parts }: StaffAppParts): Hono {
  const auth = createAuth({
    world,
    tables: {
      user: staff,
      session: staffSessions,
      account: staffAccounts,
      verification: staffVerifications,
      twoFactor: staffTwoFactors,
      passkey: staffPasskeys,
    },
    secret: deriveKey(keyRing.staff, 'sessions'),
  })
  return createStaffApp({ world, auth, ...parts })
}
