import { parseEmailAddress } from '#domain/email-address'
import { bounceAddress, unsubscribeAddress } from '#domain/inbound-address'
import { listHeaders } from '#domain/list-headers'
import type { CompiledLetter, SlotValues } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { greet, mergePart } from '#domain/merge'
import { senderNameIn, type Sender } from '#domain/sender'
import type { OutgoingMail } from '#mail/mailer'
import type { SealedRecipient } from './seal-delivery-batch.ts'
import type { World } from './world.ts'

/** The messages of a sealed batch: the same bytes however often they are composed. */
export function composeMails(
  { publicUrl, inboundDomain, references }: Pick<World, 'publicUrl' | 'inboundDomain' | 'references'>,
  { batchId, sender, letters }: { batchId: string; sender: Sender; letters: ReadonlyMap<Locale, CompiledLetter> },
  recipients: readonly SealedRecipient[],
): OutgoingMail[] {
  return recipients.map((recipient) => {
    const letter = letters.get(recipient.locale)
    if (!letter) throw new Error(`The approval holds no letter in ${recipient.locale}.`)
    const reference = references.sign({ batchId, position: recipient.position })
    const unsubscribeUrl = `${publicUrl}/u/${recipient.unsubscribeToken}`
    const values: SlotValues = {
      greeting: greet(letter, recipient.name),
      phrase: recipient.phrase,
      // A letter is passed on, so what it carries must not open anybody's choices: a link is mailed on request.
      preferencesUrl: `${publicUrl}/preferences?lang=${recipient.locale}`,
      unsubscribeUrl,
    }
    return {
      reference,
      from: { name: senderNameIn(sender, recipient.locale), address: sender.address },
      to: parseEmailAddress(recipient.to),
      replyTo: sender.replyTo,
      bounceTo: inboundDomain === null ? null : bounceAddress(reference, inboundDomain),
      subject: letter.subject,
      // Joined only for a mailer that asks for them: a batch of letters is megabytes.
      get html() {
        return mergePart(letter, 'html', values)
      },
      get text() {
        return mergePart(letter, 'text', values)
      },
      mergedFrom: { letter, values },
      isTextOnly: recipient.isTextOnly,
      headers: listHeaders({
        senderDomain: sender.address.slice(sender.address.lastIndexOf('@') + 1),
        unsubscribeUrl,
        unsubscribeMailbox: inboundDomain === null ? sender.replyTo : unsubscribeAddress(inboundDomain),
        unsubscribeSubject: `unsubscribe ${recipient.unsubscribeToken}`,
        contactMailbox: sender.replyTo,
        helpUrl: `${publicUrl}/privacy`,
        archiveUrl: `${publicUrl}/letters`,
      }),
    }
  })
}
