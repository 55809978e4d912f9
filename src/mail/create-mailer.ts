import type { Mailer } from './mailer.ts'
import { createResendMailer, type ResendMailerOptions } from './resend-mailer.ts'
import { createSmtpMailer, type SmtpMailerOptions } from './smtp-mailer.ts'

export type MailRoute =
  | ({ readonly kind: 'resend' } & ResendMailerOptions)
  | ({ readonly kind: 'smtp' } & SmtpMailerOptions)

/** The mailer for the way that the configuration names. */
export function createMailer(route: MailRoute): Mailer {
  return route.kind === 'resend' ? createResendMailer(route) : createSmtpMailer(route)
}
