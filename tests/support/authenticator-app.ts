import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

/** An authenticator app with one account in it. */
export type AuthenticatorApp = {
  /** A code that is right now and was not given before: servers take each once, and one step early or late. */
  nextCode(): Promise<string>
}

const periodMilliseconds = 30_000

/** Scans the URI that a server shows. @throws Error when every code of this minute and a half is used up */
export function createAuthenticatorApp(uri: string): AuthenticatorApp {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const otp = createOTP(new TextDecoder().decode(base32.decode(secret)))
  const given = new Set<number>()
  return {
    async nextCode() {
      const now = Math.floor(Temporal.Now.instant().epochMilliseconds / periodMilliseconds)
      const counter = [now, now + 1, now - 1].find((one) => !given.has(one))
      if (counter === undefined) throw new Error('This minute and a half has no more codes.')
      given.add(counter)
      return otp.hotp(counter)
    },
  }
}
