import { parseEmailAddress } from '#domain/email-address'
import { bounceAddress } from '#domain/inbound-address'
import type { Locale } from '#domain/locale'
import type { CompiledLetter } from '#domain/mail-template'
import { greet } from '#domain/merge'
import { senderNameIn, type Sender } from '#domain/sender'
import type { OutgoingMail } from '#mail/mailer'
import { markListMail } from './mark-list-mail.ts'
import type { SealedRecipient } from './seal-delivery-batch.ts'
import type { World } from './world.ts'

type Composing = Pick<World, 'publicUrl' | 'inboundDomain' | 'references'>

/** The messages of a sealed batch: the same bytes however often they are composed. */
export function composeMails(
  { publicUrl, inboundDomain, references }: Composing,
  { batchId, sender, letters }: { batchId: string; sender: Sender; letters: ReadonlyMap<Locale, CompiledLetter> },
  recipients: readonly SealedRecipient[],
): OutgoingMail[] {
  const { headers, wayOutOf } = markListMail({ publicUrl, inboundDomain }, sender)
  const editions = new Map([...letters].map(([locale, letter]) => [locale, editionOf({ publicUrl, sender, letter })]))
  return recipients.map((recipient) => {
    const edition = editions.get(recipient.locale)
    if (!edition) throw new Error(`The approval holds no letter in ${recipient.locale}.`)
    const { letter, from, preferencesUrl } = edition
    const reference = references.sign({ batchId, position: recipient.position })
    const { url: unsubscribeUrl, listUnsubscribe } = wayOutOf(recipient.unsubscribeToken)
    const values = { greeting: greet(letter, recipient.name), phrase: recipient.phrase, preferencesUrl, unsubscribeUrl }
    return {
      reference,
      from,
      to: parseEmailAddress(recipient.to),
      replyTo: sender.replyTo,
      bounceTo: inboundDomain === null ? null : bounceAddress(reference, inboundDomain),
      subject: letter.subject,
      body: { letter, values },
      isTextOnly: recipient.isTextOnly,
      headers,
      listUnsubscribe,
    }
  })
}

/** What all readers of one language get alike. */
function editionOf({ publicUrl, sender, letter }: { publicUrl: string; sender: Sender; letter: CompiledLetter }) {
  return {
    letter,
    from: { name: senderNameIn(sender, letter.locale), address: sender.address },
    // A letter is passed on, so what it carries must not open anybody's choices: a link is mailed on request.
    preferencesUrl: `${publicUrl}/preferences?lang=${letter.locale}`,
  }
}
