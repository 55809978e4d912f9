import { ProviderFailure } from '#domain/provider-failure'
import type { ProviderName } from '#domain/provider'
import type { FinishedBody } from '#domain/mail-template'
import { finishBody } from '#domain/merge'
import type { Mailer, MailOutcome, OutgoingMail } from '#mail/mailer'

/** A mail as its reader has it. */
export type AcceptedMail = OutgoingMail & FinishedBody

type Call = { readonly key: string; readonly mails: readonly OutgoingMail[] }

/** Answers one call: with an outcome per mail, or with a failure of the whole. */
export type Answer = (mails: readonly OutgoingMail[]) => MailOutcome[] | ProviderFailure

export type RecordingMailer = Mailer & {
  /** Every call, also those that failed. */
  readonly calls: readonly Call[]
  /** Every mail that was accepted. */
  readonly accepted: readonly AcceptedMail[]
  /** What the next calls answer, one after the other; after that, everything is accepted. */
  readonly answers: Answer[]
}

/** A mailer at the port of the domain, for rules that no provider can be made to show at will. */
export function createRecordingMailer({
  name = 'smtp',
  remembersKeys = false,
  batchSizeMax = 25,
  windowSize = batchSizeMax,
  doubtMax = windowSize,
}: {
  name?: ProviderName
  remembersKeys?: boolean
  batchSizeMax?: number
  windowSize?: number
  doubtMax?: number
} = {}): RecordingMailer {
  const calls: Call[] = []
  const accepted: AcceptedMail[] = []
  const answers: Answer[] = []
  return {
    name,
    batchSizeMax,
    windowSize,
    doubtMax,
    remembersKeys,
    allowance: () => null,
    calls,
    accepted,
    answers,
    async deliver(mails, { key }) {
      calls.push({ key, mails })
      const answer = answers.shift() ?? acceptAll
      const outcomes = answer(mails)
      if (outcomes instanceof ProviderFailure) throw outcomes
      const taken = mails.filter((_, index) => outcomes[index]?.kind === 'accepted')
      accepted.push(...taken.map((mail) => ({ ...mail, ...finishBody(mail.body) })))
      return outcomes
    },
    close: async () => {},
  }
}

const acceptAll: Answer = (mails) => mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference }))

/** Fails the call as a whole. */
export const failWith =
  (kind: ProviderFailure['kind'], code = `test-${kind}`): Answer =>
  () =>
    new ProviderFailure(kind, code)

/** Fails some of the messages of a call and accepts the others: one failure, or null, for each in order. */
export const failEach =
  (...failures: readonly (ProviderFailure | null)[]): Answer =>
  (mails) =>
    mails.map(({ reference }, index) => {
      const failure = failures[index] ?? null
      return failure ? { kind: 'failed', failure } : { kind: 'accepted', providerId: reference }
    })
