import { inspect } from 'node:util'
import { expect } from 'vitest'
import type { ProviderFailureKind } from '#domain/provider-failure'
import type { MailOutcome, OutgoingMail } from '#mail/mailer'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { findCanaries } from '../support/canaries.ts'
import type { SmtpDouble } from '../support/provider-double/smtp-double.ts'

/** The signal of a worker that goes on. */
export const running: AbortSignal = new AbortController().signal

/** What servers say is left behind, so whatever they quote must not be found again. */
export const quoting = '<canary-heron@leak.example>: Canarina Heronsdottir is not welcome here'

/** Hands mails to a server through a mailer of their own, and searches what comes back for what servers quote. */
export async function deliverTo(
  url: string,
  mails: readonly OutgoingMail[],
  signal: AbortSignal = running,
): Promise<MailOutcome[]> {
  const mailer = createSmtpMailer({ url })
  try {
    const outcomes = await mailer.deliver(mails, { key: 'batch-1', signal })
    const failures = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : []))
    expect(findCanaries(inspect(failures, { depth: 9, showHidden: true }) + JSON.stringify(failures))).toEqual([])
    return outcomes
  } finally {
    await mailer.close()
  }
}

/** Messages that came as far as their final dot. */
export function countEnds({ steps }: Pick<SmtpDouble, 'steps'>): number {
  return steps.filter((step) => step === 'end').length
}

export function failed(kind: ProviderFailureKind, code: string = expect.any(String)): MailOutcome {
  return { kind: 'failed', failure: expect.objectContaining({ kind, code }) }
}

/** A server gives no id: it knows a message by the one that we gave it. */
export const accepted = { kind: 'accepted', providerId: null }
