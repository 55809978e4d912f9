import { randomUUID } from 'node:crypto'
import { approvedMailOf } from '#actions/approved-mail-of'
import { composeMails } from '#actions/compose-mails'
import type { World } from '#actions/world'
import { findCampaign } from '#database/campaign-queries'
import { parseEmailAddress } from '#domain/email-address'
import { locales, type Locale } from '#domain/locale'
import { queues } from '#jobs/job-contracts'
import type { Mailer, OutgoingMail } from '#mail/mailer'
import { readerAt } from './add-readers.ts'

/** The letter of a released campaign in each language as it reaches a reader, composed once. */
export async function readComposedMails(world: World, campaignId: string): Promise<Map<Locale, OutgoingMail>> {
  const campaign = await findCampaign(world.database, campaignId)
  if (!campaign?.approvalId) throw new Error('The campaign has no approval.')
  const approved = await approvedMailOf(world.database, campaign.approvalId)
  const subscriberId = world.newId()
  const mails = composeMails(
    world,
    { batchId: world.newId(), ...approved },
    locales.map((locale, position) => ({
      position,
      to: readerAt(0).email,
      locale,
      name: null,
      phrase: world.phrases.phraseFor(subscriberId, locale),
      unsubscribeToken: world.links.sign('unsubscribe', { ids: [campaignId, subscriberId], expiresAt: null }),
      isTextOnly: false,
    })),
  )
  return new Map(mails.map((mail, index) => [locales[index] ?? 'en', mail]))
}

/**
 * Hands as many composed mails to a mailer as there are recipients: what sending would cost if there were no database,
 * no queue and nothing to compose. As many batches at a time as a worker has in hand.
 * @returns seconds from the first call to the end of the last, and seconds of processor time of this process
 * @throws Error when a message is not accepted
 */
export async function sendPrebuilt(
  mailer: Mailer,
  mails: ReadonlyMap<Locale, OutgoingMail>,
  recipients: number,
): Promise<{ seconds: number; cpuSeconds: number }> {
  const { signal } = new AbortController()
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < recipients) {
      const from = next
      next = Math.min(recipients, from + mailer.windowSize)
      const outcomes = await mailer.deliver(cutBatch(mails, from, next), { key: randomUUID(), signal })
      if (outcomes.some(({ kind }) => kind !== 'accepted')) throw new Error('A prebuilt message was not accepted.')
    }
  }
  const start = performance.now()
  const cpuStart = process.cpuUsage()
  await Promise.all(Array.from({ length: queues[mailer.name].concurrency }, lane))
  const { user, system } = process.cpuUsage(cpuStart)
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1_000_000 }
}

/** The mails to the readers from one number up to another. */
function cutBatch(mails: ReadonlyMap<Locale, OutgoingMail>, from: number, to: number): OutgoingMail[] {
  return Array.from({ length: to - from }, (_, index) => {
    const { email, locale } = readerAt(from + index)
    const mail = mails.get(locale)
    if (!mail) throw new Error(`There is no letter in ${locale}.`)
    return { ...mail, to: parseEmailAddress(email), reference: `prebuilt-${from + index}` }
  })
}
