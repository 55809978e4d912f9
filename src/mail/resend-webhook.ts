import { Webhook } from 'standardwebhooks'
import { limits } from '#domain/limits'
import type { ProviderEvent, ProviderEventKind, ReadWebhook } from '#domain/provider-event'

/** The types that we ask for; `opened` and `clicked` carry a reader's network address and are never to be ticked. */
const kinds: ReadonlyMap<unknown, ProviderEventKind> = new Map([
  ['email.sent', 'accepted'],
  ['email.delivered', 'delivered'],
  ['email.delivery_delayed', 'delayed'],
  ['email.bounced', 'bounced'],
  ['email.complained', 'complained'],
  ['email.failed', 'failed'],
  ['email.suppressed', 'suppressed'],
])

/**
 * Reads webhooks of Resend (https://resend.com/docs/webhooks): verifies the signature over the raw body, in constant
 * time and within five minutes of the process's clock, and takes from it what is kept of an event: never the address,
 * the subject or the words of the other server.
 * @param secrets `whsec_…`, the current one first; further ones hold while a rotation is on its way
 * @throws Error when a secret is none
 */
export function createResendWebhookReader({ secrets }: { readonly secrets: readonly string[] }): ReadWebhook {
  const verifiers = secrets.map((secret) => new Webhook(secret))
  return ({ body, header, now }) => {
    const id = header('svix-id') ?? ''
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': header('svix-timestamp') ?? '',
      'webhook-signature': header('svix-signature') ?? '',
    }
    if (!verifiers.some((verifier) => isSigned(verifier, body, headers))) return 'forged'
    return readEvent(id, parseObject(body), now) ?? 'irrelevant'
  }
}

function isSigned(verifier: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    verifier.verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

function readEvent(id: string, payload: Fields, now: Temporal.Instant): ProviderEvent | null {
  const kind = kinds.get(payload['type'])
  if (!kind || id.length > limits.providerEventIdLengthMax) return null
  const data = readFields(payload['data'])
  return {
    id,
    provider: 'resend',
    kind,
    // `Transient` and `Undetermined` say nothing against the address.
    bounceKind: kind === 'bounced' ? (readFields(data['bounce'])['type'] === 'Permanent' ? 'hard' : 'soft') : null,
    reference: readReference(data['tags']),
    occurredAt: readInstant(payload['created_at'], now),
  }
}

/** Tags are sent as a list and come back as a record; a list is read as well, since both have been documented. */
function readReference(tags: unknown): string | null {
  const found = Array.isArray(tags)
    ? tags.map(readFields).find(({ name }) => name === 'd')?.['value']
    : readFields(tags)['d']
  return typeof found === 'string' ? found : null
}

/** When it happened, as the provider says, unless that cannot be: after it was told, or before there was any letter. */
function readInstant(text: unknown, now: Temporal.Instant): Temporal.Instant {
  try {
    const instant = Temporal.Instant.from(String(text))
    const earliest = now.subtract({ hours: 24 * limits.providerEventAgeDaysMax })
    const isPlausible = Temporal.Instant.compare(instant, now) <= 0 && Temporal.Instant.compare(instant, earliest) >= 0
    return isPlausible ? instant : now
  } catch {
    return now
  }
}

type Fields = { readonly [name: string]: unknown }

function readFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function parseObject(text: string): Fields {
  try {
    return readFields(JSON.parse(text))
  } catch {
    return {}
  }
}
