import { randomUUID } from 'node:crypto'
import { composeMails } from '#actions/compose-mails'
import type { World } from '#actions/world'
import { findApprovalById, findCampaign, readApprovedLetters } from '#database/campaign-queries'
import { parseEmailAddress } from '#domain/email-address'
import { locales, type Locale } from '#domain/locale'
import { queues } from '#jobs/job-contracts'
import type { Mailer, OutgoingMail } from '#mail/mailer'
import { readerAt } from './add-readers.ts'

/** The letter of a released campaign in each language as it reaches a reader, merged once. */
export async function readFinishedMails(world: World, campaignId: string): Promise<Map<Locale, OutgoingMail>> {
  const campaign = await findCampaign(world.database, campaignId)
  const approval = campaign?.approvalId ? await findApprovalById(world.database, campaign.approvalId) : undefined
  if (!approval) throw new Error('The campaign has no approval.')
  const letters = await readApprovedLetters(world.database, approval.id)
  const subscriberId = world.newId()
  const mails = composeMails(
    { batchId: world.newId(), publicUrl: world.publicUrl, sender: approval.sender, letters },
    locales.map((locale, position) => ({
      position,
      to: readerAt(0).email,
      locale,
      name: null,
      phrase: world.phrases.phraseFor(subscriberId, locale),
      unsubscribeToken: world.links.sign('unsubscribe', { ids: [campaignId, subscriberId], expiresAt: null }),
      preferencesToken: world.links.sign('preferences', { ids: [subscriberId], expiresAt: world.now() }),
    })),
  )
  return new Map(mails.map((mail, index) => [locales[index] ?? 'en', mail]))
}

/**
 * Hands as many finished mails to a mailer as there are recipients: what sending would cost if there were no database,
 * no queue and nothing to compose. As many batches at a time as the workers have in hand.
 * @returns seconds from the first call to the end of the last, and seconds of processor time of this process
 * @throws Error when a message is not accepted
 */
export async function sendPrebuilt(
  mailer: Mailer,
  mails: ReadonlyMap<Locale, OutgoingMail>,
  recipients: number,
): Promise<{ seconds: number; cpuSeconds: number }> {
  const batches = cutBatches(mails, recipients, mailer.batchSizeMax)
  const { signal } = new AbortController()
  const lane = async (): Promise<void> => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const outcomes = await mailer.deliver(batch, { key: randomUUID(), signal })
      if (outcomes.some(({ kind }) => kind !== 'accepted')) throw new Error('A prebuilt message was not accepted.')
    }
  }
  const start = performance.now()
  const cpuStart = process.cpuUsage()
  await Promise.all(Array.from({ length: queues[mailer.name].concurrency }, lane))
  const { user, system } = process.cpuUsage(cpuStart)
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1_000_000 }
}

function cutBatches(mails: ReadonlyMap<Locale, OutgoingMail>, recipients: number, size: number): OutgoingMail[][] {
  const all = Array.from({ length: recipients }, (_, number) => {
    const { email, locale } = readerAt(number)
    const mail = mails.get(locale)
    if (!mail) throw new Error(`There is no letter in ${locale}.`)
    return { ...mail, to: parseEmailAddress(email), reference: `prebuilt-${number}` }
  })
  return Array.from({ length: Math.ceil(recipients / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
