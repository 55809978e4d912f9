import type { BatchProgress } from '#domain/delivery-batch'
import { ProviderFailure } from '#domain/provider-failure'
import type { MailOutcome } from '#mail/mailer'

type NotedOutcome = BatchProgress['outcomes'][number]

/** An outcome as it is noted. */
export function noteOutcome(outcome: MailOutcome): NotedOutcome {
  if (outcome.kind === 'accepted') return outcome.providerId
  const { code, kind, isAddressDead } = outcome.failure
  return { failed: code, kind, ...(isAddressDead ? { isAddressDead } : {}) }
}

/** An outcome as it was noted. */
export function readOutcome(noted: NotedOutcome): MailOutcome {
  if (noted === null || typeof noted === 'string') return { kind: 'accepted', providerId: noted }
  const { failed, kind, isAddressDead = false } = noted
  return { kind: 'failed', failure: new ProviderFailure(kind, failed, { isAddressDead }) }
}

/** Of a message that was begun and of which nothing more is known. */
export const outcomeUnknown: MailOutcome = {
  kind: 'failed',
  failure: new ProviderFailure('unknown', 'outcome-missing'),
}
