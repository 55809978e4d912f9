import type { Config } from './config.ts'

/** What a configuration that works leaves unseen, one line each: a list whose dead addresses nobody notices goes bad. */
export function blindSpotsOf({ mail, resendWebhookSecrets, inbound }: Config): string[] {
  const sendsBy = (kind: Config['mail'][number]['kind']): boolean => mail.some((way) => way.kind === kind)
  const spots: string[] = []
  if (sendsBy('resend') && resendWebhookSecrets.length === 0)
    spots.push('RESEND_WEBHOOK_SECRET is not set: nobody learns which letters bounced or were called spam.')
  if (sendsBy('smtp') && inbound === null)
    spots.push(
      'INBOUND_DOMAIN is not set: nobody learns which letters bounced, and mailto: unsubscribes need a person.',
    )
  return spots
}
