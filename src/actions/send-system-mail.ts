import { beginJobAttempt, endJobAttempt, findJobAttempt } from '#database/job-outbox'
import type { Organisation } from '#database/organisation-queries'
import { outlastOutage } from '#database/outlast-outage'
import { clearFailures, returnDayShare, type DayShare } from '#database/provider-queries'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import { automaticMailHeaders } from '#domain/list-headers'
import type { Locale } from '#domain/locale'
import type { RenderedMail } from '#domain/mail-template'
import type { ProviderName } from '#domain/provider'
import { ProviderFailure } from '#domain/provider-failure'
import { nextTry, PutOff } from '#domain/put-off'
import { senderNameIn } from '#domain/sender'
import type { OutgoingMail } from '#mail/mailer'
import { mailerOf } from './mailer-of.ts'
import { noteProviderTrouble } from './note-provider-trouble.ts'
import { pickProvider, type PickedProvider } from './pick-provider.ts'
import { senderOf } from './read-organisation.ts'
import { readStandings } from './read-standings.ts'
import { countIntoDay } from './take-day-share.ts'
import type { SendingWorld } from './world.ts'

/** One mail outside of any campaign. */
export type SystemMail = {
  readonly organisation: Organisation
  readonly locale: Locale
  readonly to: string
  readonly mail: RenderedMail
  /** Id of the job: the same for every attempt of the same mail. */
  readonly key: string
  /** Those of mail that answers a person, unless given. */
  readonly headers?: Readonly<Record<string, string>>
  /** Absent where there is no list to leave. */
  readonly listUnsubscribe?: string
  readonly isTextOnly?: boolean
}

/**
 * Sends one mail that somebody is waiting for, by the first provider that is well. After an unknown outcome, such as the
 * death of the process in the middle of the call, it is sent again only where the provider knows the key, and never by
 * another one; elsewhere the person can ask once more. A provider in trouble costs it no attempt.
 * @throws PutOff when it is to be tried again later
 * @throws ProviderFailure when the provider asked for a pause, or nobody has taken the mail for a day
 */
export async function sendSystemMail(
  world: SendingWorld,
  { organisation, locale, to, mail, key, headers = automaticMailHeaders, ...more }: SystemMail,
  signal: AbortSignal,
): Promise<void> {
  const job = await findJobAttempt(world.database, key)
  if (!job) return
  const sender = senderOf(organisation)
  const outgoing: OutgoingMail = {
    reference: key,
    from: { name: senderNameIn(sender, locale), address: sender.address },
    to: parseEmailAddress(to),
    replyTo: sender.replyTo,
    bounceTo: null,
    subject: mail.subject,
    body: mail,
    headers,
    listUnsubscribe: null,
    ...more,
  }
  const attempt = { key, outgoing, signal, waitsSince: job.createdAt }
  if (job.attemptingSince) {
    await repeat(world, { ...attempt, provider: job.attemptedBy, since: job.attemptingSince })
    return
  }
  const passed: ProviderName[] = []
  for (;;) {
    const picked = await pickProvider(world, { except: passed })
    if (!picked) throw new PutOff('no-provider', retryAt(world, job.createdAt))
    const begun = await begin(world, key, picked)
    if (begun === null) return
    if ((await attemptBy(world, picked, { ...attempt, ...begun })) === 'done') return
    passed.push(picked.name)
  }
}

type Attempt = {
  readonly key: string
  readonly outgoing: OutgoingMail
  readonly signal: AbortSignal
  /** When the mail was asked for. */
  readonly waitsSince: Temporal.Instant
}

/** Claims the one call and counts the mail into the day of its provider; null when the call is not to be made. */
async function begin(
  world: SendingWorld,
  key: string,
  picked: PickedProvider,
): Promise<{ share: DayShare | null } | null> {
  return world.database.transaction(async (transaction) => {
    const isBegun = await beginJobAttempt(transaction, key, { provider: picked.name, now: world.now() })
    return isBegun ? { share: await countIntoDay(world, transaction, picked) } : null
  })
}

/** Says `next` when this provider will not take it, and another one may. */
async function attemptBy(
  world: SendingWorld,
  { name, isTrial, hadFailures }: PickedProvider,
  { key, outgoing, signal, waitsSince, share }: Attempt & { share: DayShare | null },
): Promise<'done' | 'next'> {
  const failure = await deliver(world, name, { key, outgoing, signal })
  if (!failure || failure.kind === 'permanent' || failure.kind === 'conflict') {
    if (hadFailures) await clearFailures(world.database, name)
    return 'done'
  }
  // What a shutdown cuts off, or a reader's own server puts off, says nothing of the provider.
  const trouble = signal.aborted || failure.isOfReader ? null : failure
  await outlastOutage(() =>
    world.database.transaction(async (transaction) => {
      if (failure.kind !== 'unknown') {
        await endJobAttempt(transaction, key)
        await returnDayShare(transaction, share, 1)
      }
      await noteProviderTrouble(world, transaction, { provider: name, isTrial, trouble })
    }),
  )
  if (failure.kind === 'refused' || failure.kind === 'quota') return 'next'
  if (failure.kind === 'unknown' && !mailerOf(world, name).remembersKeys) return 'done'
  const isTooOld = isOver(world, waitsSince, limits.systemMailHours)
  if (failure.kind === 'temporary' && (failure.retryAfterSeconds !== undefined || isTooOld)) throw failure
  throw new PutOff(failure.code, retryAt(world, failure.kind === 'unknown' ? world.now() : waitsSince))
}

/** Hands over once more a mail that its provider may have taken, as long as the provider knows the key. */
async function repeat(
  world: SendingWorld,
  { provider, since, key, outgoing, signal }: Attempt & { provider: ProviderName | null; since: Temporal.Instant },
): Promise<void> {
  if (!provider || !world.mailers[provider]?.remembersKeys || isOver(world, since, limits.idempotencyHours)) return
  const standings = await readStandings(world, world.database)
  const isStopped = standings.some(({ name, standing }) => name === provider && standing === 'stopped')
  if (isStopped) throw new PutOff('provider-stopped', retryAt(world, since))
  const failure = await deliver(world, provider, { key, outgoing, signal })
  // A key that stands for other bytes means that this mail has been sent, with an earlier hour in its link.
  if (!failure || failure.kind === 'permanent' || failure.kind === 'conflict') return
  if (failure.retryAfterSeconds !== undefined) throw failure
  throw new PutOff(failure.code, retryAt(world, since))
}

async function deliver(
  world: SendingWorld,
  provider: ProviderName,
  { key, outgoing, signal }: Pick<Attempt, 'key' | 'outgoing' | 'signal'>,
): Promise<ProviderFailure | null> {
  try {
    const [outcome] = await mailerOf(world, provider).deliver([outgoing], { key, signal })
    return outcome?.kind === 'failed' ? outcome.failure : null
  } catch (error) {
    if (error instanceof ProviderFailure) return error
    throw error
  }
}

function isOver(world: SendingWorld, since: Temporal.Instant, hours: number): boolean {
  return Temporal.Instant.compare(world.now(), since.add({ hours })) >= 0
}

function retryAt(world: SendingWorld, since: Temporal.Instant): Temporal.Instant {
  const { providerRetrySecondsMin: secondsMin, providerRetrySecondsMax: secondsMax } = limits
  return nextTry(since, { secondsMin, secondsMax }, world.now())
}
