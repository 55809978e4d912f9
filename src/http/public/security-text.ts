import { limits } from '#domain/limits'
import { locales } from '#domain/locale'

/**
 * The file by which whoever finds a weakness learns whom to tell (RFC 9116). It is valid for some weeks from now, so
 * that a copy of a site that nobody looks after any more stops being believed.
 */
export function writeSecurityText(about: {
  readonly publicUrl: string
  /** A mailbox. */
  readonly contact: string
  /** Where a key for reports is. */
  readonly encryption: string | null
  readonly now: Temporal.Instant
}): string {
  const { publicUrl, contact, encryption, now } = about
  const expires = now.toZonedDateTimeISO('UTC').startOfDay().add({ days: limits.securityTextDays }).toInstant()
  const fields = [
    ['Contact', `mailto:${encodeURI(contact)}`],
    ['Expires', expires.toString()],
    ...(encryption === null ? [] : [['Encryption', encryption]]),
    ['Preferred-Languages', locales.join(', ')],
    ['Canonical', `${publicUrl}/.well-known/security.txt`],
    ['Policy', `${publicUrl}/contact#security`],
  ]
  return fields.map(([name, value]) => `${name}: ${value}\n`).join('')
}
