import { bounceKindOf } from './bounce-kind.ts'
import type { ProviderEvent } from './provider-event.ts'

/** What a server says that it did with a message for one recipient (RFC 3464 §2.3.3). */
export const deliveryActions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

export type DeliveryAction = (typeof deliveryActions)[number]

/** One recipient of a delivery report. Holds no address: where the report was sent to says which letter it is about. */
export type DeliveryStatus = {
  readonly action: DeliveryAction
  /** The enhanced status code, `5.1.1`; null where none is named. */
  readonly status: string | null
  /** The SMTP reply of the server that refused, where it is quoted. */
  readonly replyCode: number | null
}

/** What an event of a letter says happened, without when and to which letter. */
export type DeliveryFact = Pick<ProviderEvent, 'kind' | 'bounceKind'>

/**
 * What a report says of the one letter that it is about, each kind once. An address may pass mail on to several
 * mailboxes: a letter that reached one of them did not find a dead address, whatever became of the others.
 */
export function factsOfReport(statuses: readonly DeliveryStatus[]): DeliveryFact[] {
  const actions = new Set(statuses.map(({ action }) => action))
  const hasPassedOn = actions.has('relayed') || actions.has('expanded')
  const facts: DeliveryFact[] = []
  if (actions.has('failed')) {
    const isDead = statuses.some(
      ({ action, status, replyCode }) => action === 'failed' && bounceKindOf(status, replyCode ?? undefined) === 'hard',
    )
    const hasArrived = actions.has('delivered') || hasPassedOn
    facts.push({ kind: 'bounced', bounceKind: isDead && !hasArrived ? 'hard' : 'soft' })
  }
  if (actions.has('delayed')) facts.push({ kind: 'delayed', bounceKind: null })
  if (actions.has('delivered')) facts.push({ kind: 'delivered', bounceKind: null })
  // Passed on to where nobody will report of it: proof that it left us, and no more.
  if (hasPassedOn) facts.push({ kind: 'accepted', bounceKind: null })
  return facts
}
