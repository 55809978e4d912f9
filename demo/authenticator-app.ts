import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'

/** What an authenticator app keeps of an account, and the code that it shows now (RFC 6238). */
export type AuthenticatorApp = {
  /** As people type it into an app, in base32. */
  readonly secret: string
  showCode(): Promise<string>
}

/** Scans the `otpauth:` URI that Northlight shows. */
export function scanUri(uri: string): AuthenticatorApp {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const otp = createOTP(new TextDecoder().decode(base32.decode(secret)))
  return { secret, showCode: () => otp.totp() }
}
