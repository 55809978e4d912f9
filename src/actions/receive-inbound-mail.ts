import { factsOfReport, type DeliveryFact } from '#domain/delivery-status'
import type { InboundAddress } from '#domain/inbound-address'
import { limits } from '#domain/limits'
import type { ProviderEventKind } from '#domain/provider-event'
import type { InboundMail } from '#mail/inbound-mail'
import { receiveProviderEvent } from './receive-provider-event.ts'
import { unsubscribe, type UnsubscribeMethod } from './unsubscribe.ts'
import type { World } from './world.ts'

/** What a mail did. Says nothing of who wrote it or whom it is about, so it may be logged. */
export type InboundOutcome = ProviderEventKind | 'unsubscribed'

const complaint: DeliveryFact = { kind: 'complained', bounceKind: null }

/**
 * Takes note of what one mail to one recipient reports: a bounce, a complaint, or a reader who leaves. Only a reference
 * or a token that we signed counts, so nobody can report or remove a reader of whom they hold no letter; and a report
 * that comes twice counts once. Nothing is ever answered, so nobody can be written to in somebody else's name.
 * @returns what it did, nothing for a mail that reports nothing, such as the answer of somebody on holiday
 */
export async function receiveInboundMail(
  world: World,
  { recipient, mail }: { recipient: InboundAddress; mail: InboundMail },
): Promise<InboundOutcome[]> {
  if (recipient.purpose === 'unsubscribe') return leave(world, { tokens: mail.tokens, method: 'mailto' })
  if (recipient.purpose === 'complaint') {
    // Some send the letter alone, without a report of it. A bounce that lost its way is no complaint.
    const feedback = mail.feedback ?? (mail.statuses.length > 0 ? 'other' : 'abuse')
    return complain(world, { ...mail, feedback }, mail.letter.references)
  }
  if (mail.feedback !== null) return complain(world, mail, [recipient.reference])
  return note(world, { reference: recipient.reference, facts: factsOfReport(mail.statuses), mail })
}

async function complain(world: World, mail: InboundMail, references: readonly string[]): Promise<InboundOutcome[]> {
  if (mail.feedback === 'other') return []
  const { tokens } = mail.letter
  if (mail.feedback === 'opt-out') {
    const left = await leave(world, { tokens, method: 'opt-out-report' })
    if (left.length > 0) return left
  }
  const reference = references.find((candidate) => world.references.read(candidate) !== null)
  // What left by a provider that puts its own Message-ID on it can still be told by its unsubscribe link.
  if (reference === undefined) return leave(world, { tokens, method: 'complaint' })
  return note(world, { reference, facts: [complaint], mail })
}

async function leave(
  world: World,
  { tokens, method }: { tokens: readonly string[]; method: UnsubscribeMethod },
): Promise<InboundOutcome[]> {
  for (const token of tokens) {
    if (await unsubscribe(world, { token, method })) return ['unsubscribed']
  }
  return []
}

async function note(
  world: World,
  { reference, facts, mail }: { reference: string; facts: readonly DeliveryFact[]; mail: InboundMail },
): Promise<InboundOutcome[]> {
  const occurredAt = plausible(mail.writtenAt, world.now())
  for (const { kind, bounceKind } of facts) {
    // Made of what counts and nothing else: whoever repeats a report in other words adds no row to it.
    const id = `mail-${world.fingerprint([reference, kind, bounceKind])}`
    await receiveProviderEvent(world, { id, provider: 'smtp', kind, bounceKind, reference, occurredAt })
  }
  return facts.map(({ kind }) => kind)
}

/** The time that a report gives for itself, unless that cannot be. */
function plausible(writtenAt: Temporal.Instant | null, now: Temporal.Instant): Temporal.Instant {
  if (!writtenAt || Temporal.Instant.compare(writtenAt, now) > 0) return now
  const earliest = now.subtract({ hours: 24 * limits.reportAgeDaysMax })
  return Temporal.Instant.compare(writtenAt, earliest) < 0 ? now : writtenAt
}
