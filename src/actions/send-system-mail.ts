import { beginJobAttempt, endJobAttempt } from '#database/job-outbox'
import type { Organisation } from '#database/organisation-queries'
import { parseEmailAddress } from '#domain/email-address'
import { automaticMailHeaders } from '#domain/list-headers'
import type { Locale } from '#domain/locale'
import type { RenderedMail } from '#domain/mail-template'
import { ProviderFailure } from '#domain/provider-failure'
import { senderNameIn } from '#domain/sender'
import { mailerOf } from './mailer-of.ts'
import { senderOf } from './read-organisation.ts'
import type { SendingWorld } from './world.ts'

/** One mail outside of any campaign. */
export type SystemMail = {
  readonly organisation: Organisation
  readonly locale: Locale
  readonly to: string
  readonly mail: RenderedMail
  /** Id of the job: the same for every attempt of the same mail. */
  readonly key: string
}

/**
 * Sends one mail that somebody is waiting for. After an unknown outcome, such as the death of the process in the middle
 * of the call, it is sent again only where the provider knows the key; elsewhere the person can ask once more.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendSystemMail(
  world: SendingWorld,
  { organisation, locale, to, mail, key }: SystemMail,
  signal: AbortSignal,
): Promise<void> {
  const sender = senderOf(organisation)
  const outgoing = {
    reference: key,
    from: { name: senderNameIn(sender, locale), address: sender.address },
    to: parseEmailAddress(to),
    replyTo: sender.replyTo,
    bounceTo: null,
    ...mail,
    headers: automaticMailHeaders,
  }
  const mailer = mailerOf(world, world.providers[0])
  const { remembersKeys } = mailer
  if (!remembersKeys && !(await beginJobAttempt(world.database, key, world.now()))) return
  const failure = await mailer.deliver([outgoing], { key, signal }).then(
    ([outcome]) => (outcome?.kind === 'failed' ? outcome.failure : null),
    (error: unknown) => {
      if (error instanceof ProviderFailure) return error
      throw error
    },
  )
  // A key that stands for other bytes means that this mail has been sent, with an earlier hour in its link.
  if (!failure || failure.kind === 'permanent' || failure.kind === 'conflict') return
  if (!remembersKeys) {
    if (failure.kind === 'unknown') return
    await endJobAttempt(world.database, key)
  }
  throw failure
}
