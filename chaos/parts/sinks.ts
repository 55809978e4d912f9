import type { ProviderName } from '#domain/provider'
import type { Gate } from '../../tests/support/provider-double/gates.ts'
import type { MailboxLedger } from '../../tests/support/provider-double/mailbox-ledger.ts'
import type { MovableClock } from '../../tests/support/provider-double/movable-clock.ts'
import { startResendDouble } from '../../tests/support/provider-double/resend-double.ts'
import { commonTroubles, type Trouble } from '../../tests/support/provider-double/resend-troubles.ts'
import { startSmtpDouble, type SmtpChoice } from '../../tests/support/provider-double/smtp-double.ts'
import type { SeededRandom } from './seeded-random.ts'

/**
 * Where a handover can be stopped, whichever the provider: before a byte of a message has come, before the messages are
 * taken, and after they were taken but before the answer.
 */
export type SinkPlace = 'before-request' | 'before-accept' | 'after-accept'

/** A provider of a run. */
export type Sink = AsyncDisposable & {
  readonly name: ProviderName
  /** What a worker is told of it. */
  readonly env: Readonly<Record<string, string>>
  /** What waits at such a gate names its batch; see `batchIdIn`. */
  hold(place: SinkPlace, options?: { readonly count?: number }): Gate
  /** Fails every so many-th request, in one of many ways, until `behave`. */
  misbehave(random: SeededRandom, rate: number): void
  /** Refuses us as a whole, as for a key that was revoked, until `behave`. */
  refuseUs(): void
  /** Takes nothing more for today, until `behave`. */
  useUpQuota(): void
  behave(): void
  goDown(): Promise<void>
  comeBack(): Promise<void>
  /** Readers of whose messages nobody can know whether they arrived, because the connection broke over them. */
  readonly inDoubt: ReadonlySet<string>
}

const apiKey = 're_chaos'
// So slow that there is time for everything that is to go wrong before the last batch has left.
const requestsPerSecond = 15

type SinkOptions = { readonly ledger: MailboxLedger; readonly clock: MovableClock; readonly port: number }

export async function openResendSink({ ledger, clock, port }: SinkOptions): Promise<Sink> {
  const double = await startResendDouble({ apiKey, ledger, clock, port, requestsPerSecond, keepsMails: false })
  const places = {
    'before-request': 'connect',
    'before-accept': 'before-accept',
    'after-accept': 'after-accept',
  } as const
  const { serverErrorBefore, serverErrorAfter, brokenJson, wrongLength, resetBefore, resetAfter, tooFast } =
    commonTroubles
  const failures: readonly [Trouble, ...Trouble[]] = [
    resetAfter,
    resetAfter,
    serverErrorBefore,
    serverErrorAfter,
    brokenJson,
    wrongLength,
    resetBefore,
    tooFast,
  ]
  return {
    name: 'resend',
    env: { RESEND_API_KEY: apiKey, RESEND_BASE_URL: double.url },
    hold: (place, options) => double.hold(places[place], options),
    misbehave: (random, rate) => double.setTroubles(() => (random.chance(rate) ? random.pick(failures) : null)),
    refuseUs: () => double.setTroubles(() => commonTroubles.keyRevoked),
    useUpQuota: () => double.setTroubles(() => commonTroubles.quotaUsedUp),
    behave: () => double.setTroubles(null),
    goDown: () => double.goDown(),
    comeBack: () => double.comeBack(),
    inDoubt: new Set(),
    [Symbol.asyncDispose]: () => double.stop(),
  }
}

export async function openSmtpSink({ ledger, clock, port }: SinkOptions): Promise<Sink> {
  const double = await startSmtpDouble({ ledger, clock, port, keepsMails: false })
  const places = { 'before-request': 'MAIL', 'before-accept': 'end', 'after-accept': 'answer' } as const
  const inDoubt = new Set<string>()
  // Over SMTP a break is in doubt from the first byte of a message to the answer to its end.
  const steps = ['MAIL', 'RCPT', 'DATA', 'body', 'end', 'answer'] as const
  return {
    name: 'smtp',
    env: { MAIL_URL: double.url },
    hold: (place, options) => double.hold(places[place], options),
    misbehave(random, rate) {
      double.setTroubles((step, { recipient }) => {
        const failing = steps.find((one) => one === step)
        if (!failing || !random.chance(rate / steps.length)) return null
        if (['MAIL', 'RCPT', 'DATA'].includes(failing)) {
          return random.chance(0.5) ? { kind: 'reply', code: 451, text: '4.3.0 try again' } : { kind: 'break' }
        }
        if (recipient) inDoubt.add(recipient.toLowerCase())
        return { kind: 'break' }
      })
    },
    refuseUs: () => double.setTroubles(replyAtMail(530, '5.7.0 Authentication required')),
    useUpQuota: () => double.setTroubles(replyAtMail(451, '4.7.0 Daily limit reached')),
    behave: () => double.setTroubles(null),
    goDown: () => double.goDown(),
    comeBack: () => double.comeBack(),
    inDoubt,
    [Symbol.asyncDispose]: () => double.stop(),
  }
}

function replyAtMail(code: number, text: string): SmtpChoice {
  return (step) => (step === 'MAIL' ? { kind: 'reply', code, text } : null)
}

/** The batch that an idempotency key, a Message-ID or a tag of ours names. */
export function batchIdIn(name: string): string | null {
  const parts = /([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})/.exec(name)
  return parts ? parts.slice(1).join('-') : null
}
