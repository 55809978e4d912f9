import type { ConfirmationWay } from '#domain/second-factor'
import { post } from '../request.ts'
import { showPasskey } from './passkey.ts'

/**
 * Shows a second factor again, for what is grave.
 * @returns false when the person let go of it
 * @throws Problem
 */
export async function confirmIdentity(way: ConfirmationWay, code: string): Promise<boolean> {
  if (way === 'passkey') return showPasskey('/api/step-up/passkey')
  await post(`/api/step-up/${way}`, { code })
  return true
}

/** Whether a password alone signed in, or a code is to follow. @throws Problem */
export async function signInWithPassword(email: string, password: string): Promise<'signed-in' | 'code-wanted'> {
  const answer = await post('/api/auth/sign-in/email', { email, password })
  const wantsCode = typeof answer === 'object' && answer !== null && 'twoFactorRedirect' in answer
  return wantsCode ? 'code-wanted' : 'signed-in'
}

/** Ends a sign-in that a password has begun. @throws Problem */
export async function signInWithCode(way: 'totp' | 'recovery', code: string): Promise<void> {
  await post(way === 'totp' ? '/api/auth/two-factor/verify-totp' : '/api/auth/two-factor/verify-backup-code', { code })
}

/** Signs in with a passkey alone. @returns false when the person let go of it @throws Problem */
export async function signInWithPasskey(): Promise<boolean> {
  return showPasskey('/api/auth/passkey/verify-authentication')
}
