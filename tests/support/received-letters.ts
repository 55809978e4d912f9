import { readCampaign } from '#actions/read-campaign'
import { signLetters } from '#actions/sign-letters'
import { findManifest } from '#database/manifest-queries'
import type { Locale } from '#domain/locale'
import type { OutgoingMail } from '#mail/mailer'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { startSmtpDouble } from './provider-double/smtp-double.ts'
import { createSendingStage, type SendingStage } from './sending-stage.ts'

/** A letter that was sent to one reader in each language, as it arrived, and what is said of it. */
export type ReceivedLetters = {
  readonly stage: SendingStage
  readonly campaignId: string
  readonly code: string
  readonly slug: string
  /** The signed statement. */
  readonly jws: string
  /** The source of the message to the reader of a language, and everything in it that is theirs alone. */
  readonly received: Readonly<Record<Locale, { readonly source: string; readonly personal: readonly string[] }>>
}

/** Sends a real letter through the real worker's steps and an SMTP server, and has it signed. */
export async function receiveLetters(): Promise<ReceivedLetters> {
  const stage = await createSendingStage()
  await stage.addReaders(2, ['ko', 'en'])
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  for (const { id } of await stage.batches()) await stage.send(id)
  await signLetters(stage.world)
  const { campaign } = await readCampaign(stage.world, { campaignId })
  const manifest = await findManifest(stage.world.database, campaign.code)
  if (!manifest) throw new Error('The letter was not signed.')
  const sentIn = (locale: Locale) =>
    stage.mailer.accepted.find(({ body }) => 'letter' in body && body.letter.locale === locale)
  const [english, korean] = [sentIn('en'), sentIn('ko')]
  if (!korean || !english) throw new Error('The letter did not go out in both languages.')
  const [en, ko] = await carry([english, korean], stage.world.now())
  return {
    stage,
    campaignId,
    code: campaign.code,
    slug: campaign.slug,
    jws: manifest.jws,
    received: {
      en: { source: en ?? '', personal: personalOf(english) },
      ko: { source: ko ?? '', personal: personalOf(korean) },
    },
  }
}

async function carry(mails: readonly OutgoingMail[], at: Temporal.Instant): Promise<string[]> {
  const server = await startSmtpDouble()
  const mailer = createSmtpMailer({ url: server.url, now: () => at })
  try {
    for (const mail of mails) await mailer.deliver([mail], { key: 'one', signal: new AbortController().signal })
    return server.taken.map(({ source }) => source)
  } finally {
    await mailer.close()
    await server.stop()
  }
}

function personalOf({ to, body }: OutgoingMail): string[] {
  if (!('letter' in body)) return [to]
  const { phrase, unsubscribeUrl } = body.values
  return [to, phrase, unsubscribeUrl.split('/').at(-1) ?? '']
}
