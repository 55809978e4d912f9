import { findDigest, readDigestLetters, type Digest } from '#database/digest-queries'
import { findSubscriber, findSuppressions, type Subscriber } from '#database/subscriber-queries'
import { localesOf } from '#domain/letter'
import { letterTexts } from '#domain/letter-texts'
import type { Locale } from '#domain/locale'
import type { DigestInput } from '#domain/mail-template'
import { wishAgainst } from '#domain/reading-wish'
import { letterUrl } from './list-letters.ts'
import { markListMail } from './mark-list-mail.ts'
import { readDigestOccasion } from './read-occasion.ts'
import { readOrganisation, senderOf } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Mails a reader the letters of a month that they missed. Whoever has left, is suppressed or wants no mail by now gets
 * none, and nothing is sent when none of the letters can be seen any more.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendDigest(
  world: SendingWorld,
  { digestId, key }: { digestId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const digest = await findDigest(world.database, digestId)
  const subscriber = digest && (await findReader(world, digest.subscriberId))
  if (!digest || !subscriber?.emailSealed) return
  const organisation = await readOrganisation(world)
  const { id, locale, emailSealed, isTextOnly } = subscriber
  const letters = await readLetters(world, digest, { locale, timeZone: subscriber.timeZone ?? organisation.timeZone })
  if (letters.length === 0) return
  // A digest is list mail as a letter is, and leaves by one click as well.
  const { headers, wayOutOf } = markListMail(world, senderOf(organisation))
  const { url: unsubscribeUrl, listUnsubscribe } = wayOutOf(
    world.links.sign('unsubscribe', { ids: [id], expiresAt: null }),
  )
  const mail = await world.templates.renderDigest({
    locale,
    letterhead: organisation,
    month: Temporal.PlainYearMonth.from(digest.month),
    letters,
    phrase: phraseOf(world, subscriber),
    urls: {
      verify: `${world.publicUrl}/verify`,
      preferences: `${world.publicUrl}/preferences?lang=${locale}`,
      unsubscribe: unsubscribeUrl,
      archive: `${world.publicUrl}/letters?lang=${locale}`,
      privacy: `${world.publicUrl}/privacy?lang=${locale}`,
    },
  })
  const to = world.opener.open({ table: 'subscribers', column: 'email', id }, emailSealed)
  await sendSystemMail(world, { organisation, locale, to, mail, key, headers, listUnsubscribe, isTextOnly }, signal)
}

/** The reader of a digest, if they may be mailed and want mail now. */
async function findReader(world: SendingWorld, id: string): Promise<Subscriber | undefined> {
  const subscriber = await findSubscriber(world.database, id)
  if (!subscriber || subscriber.endedAt || subscriber.cadence !== 'digest') return undefined
  if (wishAgainst(subscriber, await readDigestOccasion(world, world.database))) return undefined
  const { suppressionHash } = subscriber
  const suppressions = await findSuppressions(world.database, suppressionHash ? [suppressionHash] : [])
  return suppressions.size === 0 ? subscriber : undefined
}

async function readLetters(
  world: SendingWorld,
  { campaignIds }: Digest,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Promise<DigestInput['letters']> {
  const rows = await readDigestLetters(world.database, campaignIds)
  return rows.flatMap(({ slug, releasedAt, contents }) => {
    const written = localesOf(contents)
    const lang = written.includes(locale) ? locale : written[0]
    const content = lang && contents[lang]
    if (!releasedAt || !lang || !content) return []
    return {
      locale: lang,
      title: content.title,
      standfirst: letterTexts(content).flatMap(({ place, text }) => (place === 'summary' ? [text] : [])),
      sentOn: releasedAt.toZonedDateTimeISO(timeZone).toPlainDate(),
      url: letterUrl(world, slug, lang),
    }
  })
}

function phraseOf({ opener, phrases }: SendingWorld, { id, locale, phraseSealed }: Subscriber): string {
  if (!phraseSealed) return phrases.phraseFor(id, locale)
  return opener.open({ table: 'subscribers', column: 'phrase', id }, phraseSealed)
}
