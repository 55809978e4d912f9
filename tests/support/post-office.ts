import type { ProviderName } from '#domain/provider'
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure'
import type { Mailer, MailOutcome, OutgoingMail } from '#mail/mailer'

/**
 * How a call goes. What is not an answer is the death of the process that called, before or after the mail was taken.
 * - `lost`: the mail was taken, and the answer never came
 * - `mixed`: each message has a fate of its own
 */
export const courses = [
  'accepted',
  'lost',
  'unknown',
  'temporary',
  'refused',
  'quota',
  'permanent',
  'mixed',
  'killed-before',
  'killed-after',
] as const

export type Course = (typeof courses)[number]

/** What a process that died throws out of its call here. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/**
 * Providers that lose answers and callers, and a count of what each mailbox really got. One of them knows a key for 24
 * hours, as Resend does, and the other knows none, as SMTP.
 */
export type PostOffice = {
  readonly mailers: readonly [Mailer, Mailer]
  /** How many letters each mailbox has. */
  readonly mailboxes: ReadonlyMap<string, number>
  /** How the next calls go, one after the other and over again; none: everything is accepted. */
  follow(courses: readonly Course[]): void
}

export function createPostOffice(now: () => Temporal.Instant): PostOffice {
  const mailboxes = new Map<string, number>()
  const known = new Map<string, { readonly bytes: string; readonly until: Temporal.Instant }>()
  let planned: readonly Course[] = []
  let calls = 0

  function take(mails: readonly OutgoingMail[]): MailOutcome[] {
    for (const { to } of mails) mailboxes.set(to, (mailboxes.get(to) ?? 0) + 1)
    return mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference }))
  }

  function isKnown(key: string): boolean {
    const earlier = known.get(key)
    return earlier !== undefined && Temporal.Instant.compare(now(), earlier.until) < 0
  }

  function takeOnce(mails: readonly OutgoingMail[], key: string): MailOutcome[] {
    const bytes = JSON.stringify(mails)
    const earlier = known.get(key)
    if (!earlier || !isKnown(key)) {
      known.set(key, { bytes, until: now().add({ hours: 24 }) })
      return take(mails)
    }
    if (earlier.bytes !== bytes) throw new ProviderFailure('conflict', 'test-conflict')
    return mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference }))
  }

  function createMailer(name: ProviderName, sizes: Pick<Mailer, 'batchSizeMax' | 'windowSize' | 'doubtMax'>): Mailer {
    const remembersKeys = name === 'resend'
    return {
      name,
      ...sizes,
      remembersKeys,
      allowance: () => null,
      async deliver(mails, { key }) {
        const course = planned[calls % Math.max(planned.length, 1)] ?? 'accepted'
        calls += 1
        const accept = () => (remembersKeys ? takeOnce(mails, key) : take(mails))
        if (course === 'killed-before') throw new Killed()
        if (course === 'lost' || course === 'killed-after') {
          accept()
          throw course === 'lost' ? new ProviderFailure('unknown', 'test-lost') : new Killed()
        }
        if (course === 'mixed' && !remembersKeys) return mails.map((mail, index) => fate(mail, calls + index))
        // Whoever remembers a key repeats what it answered to the first call, whatever it would say now.
        const isRepeated = course === 'permanent' && remembersKeys && isKnown(key)
        if (course === 'accepted' || course === 'mixed' || isRepeated) return accept()
        throw new ProviderFailure(course, `test-${course}`)
      },
      close: async () => {},
    }
  }

  function fate(mail: OutgoingMail, number: number): MailOutcome {
    const kinds: readonly (ProviderFailureKind | null)[] = [null, 'temporary', 'permanent', null, 'unknown', 'refused']
    const kind = kinds[number % kinds.length] ?? null
    // Of what is unknown the reader has every other.
    if (kind === null || (kind === 'unknown' && number % 2 === 0)) take([mail])
    if (kind === null) return { kind: 'accepted', providerId: mail.reference }
    return { kind: 'failed', failure: new ProviderFailure(kind, `test-${kind}`, { isOfReader: number % 3 === 0 }) }
  }

  return {
    mailers: [
      createMailer('resend', { batchSizeMax: 6, windowSize: 6, doubtMax: 6 }),
      createMailer('smtp', { batchSizeMax: 6, windowSize: 1, doubtMax: 3 }),
    ],
    mailboxes,
    follow(next) {
      planned = next
      calls = 0
    },
  }
}
