import type { Config } from './config.ts'

/**
 * What a configuration that works leaves unseen or takes for granted, one line each: a list whose dead addresses nobody
 * notices goes bad.
 */
export function blindSpotsOf(config: Config): string[] {
  const { mail, resendWebhookSecrets, inbound } = config
  const sendsBy = (kind: Config['mail'][number]['kind']): boolean => mail.some((way) => way.kind === kind)
  const spots: string[] = []
  if (sendsBy('resend') && resendWebhookSecrets.length === 0)
    spots.push('RESEND_WEBHOOK_SECRET is not set: nobody learns which letters bounced or were called spam.')
  if (sendsBy('smtp') && inbound === null)
    spots.push(
      'INBOUND_DOMAIN is not set: nobody learns which letters bounced, and mailto: unsubscribes need a person.',
    )
  if (config.publicUrl.startsWith('https:') && config.trustedProxies === 0)
    spots.push(
      'TRUSTED_PROXIES is 0, but something in front must speak HTTPS: unless it hides itself, all readers count as one network and are refused together. Set how many proxies there are.',
    )
  if (config.database.kind === 'external' && config.queue.kind === 'postgres' && config.workers > 2)
    spots.push(
      `WORKERS is ${config.workers} with the queue in the database: each holds up to 38 connections, more together than PostgreSQL allows by default. Raise its max_connections, or set QUEUE_URL.`,
    )
  return spots
}
