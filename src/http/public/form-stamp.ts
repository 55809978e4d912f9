import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'

/**
 * Marks forms with the time at which they were shown, signed (HMAC-SHA256), so that a form that comes back faster than
 * a person can fill it in, or long after, is noticed without storing anything.
 */
export type FormStamps = {
  issue(now: Temporal.Instant): Promise<string>
  /** @throws Refusal `form-too-fast`, or `form-expired` for a stamp that is too old, unreadable or not ours. */
  check(stamp: string, now: Temporal.Instant): Promise<void>
}

export function createFormStamps(secret: Uint8Array): FormStamps {
  const key = crypto.subtle.importKey('raw', Uint8Array.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const encode = (seconds: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`form-stamp/${seconds}`)

  return {
    async issue(now) {
      const seconds = Math.floor(now.epochMilliseconds / 1000).toString(36)
      const mac = await crypto.subtle.sign('HMAC', await key, encode(seconds))
      return `${seconds}.${new Uint8Array(mac).toBase64({ alphabet: 'base64url', omitPadding: true })}`
    },

    async check(stamp, now) {
      const [, seconds, mac] = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/.exec(stamp) ?? []
      if (seconds === undefined || mac === undefined) throw new Refusal('form-expired')
      const bytes = Uint8Array.fromBase64(mac, { alphabet: 'base64url' })
      if (!(await crypto.subtle.verify('HMAC', await key, bytes, encode(seconds)))) throw new Refusal('form-expired')
      const age = now.epochMilliseconds / 1000 - Number.parseInt(seconds, 36)
      if (age > limits.formAgeHoursMax * 3600) throw new Refusal('form-expired')
      if (age < limits.formFillSecondsMin) throw new Refusal('form-too-fast')
    },
  }
}
