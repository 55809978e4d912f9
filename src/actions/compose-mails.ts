import { parseEmailAddress } from '#domain/email-address'
import { listHeaders } from '#domain/list-headers'
import type { CompiledLetter } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { greet, mergeLetter } from '#domain/merge'
import { senderNameIn, type Sender } from '#domain/sender'
import type { OutgoingMail } from '#mail/mailer'
import type { SealedRecipient } from './seal-delivery-batch.ts'

/** The messages of a sealed batch: the same bytes however often they are composed. */
export function composeMails(
  {
    batchId,
    publicUrl,
    sender,
    letters,
  }: { batchId: string; publicUrl: string; sender: Sender; letters: ReadonlyMap<Locale, CompiledLetter> },
  recipients: readonly SealedRecipient[],
): OutgoingMail[] {
  return recipients.map((recipient) => {
    const letter = letters.get(recipient.locale)
    if (!letter) throw new Error(`The approval holds no letter in ${recipient.locale}.`)
    const unsubscribeUrl = `${publicUrl}/u/${recipient.unsubscribeToken}`
    const mail = mergeLetter(letter, {
      greeting: greet(letter, recipient.name),
      phrase: recipient.phrase,
      preferencesUrl: `${publicUrl}/preferences/${recipient.preferencesToken}`,
      unsubscribeUrl,
    })
    return {
      reference: `${batchId}-${recipient.position}`,
      from: { name: senderNameIn(sender, recipient.locale), address: sender.address },
      to: parseEmailAddress(recipient.to),
      replyTo: sender.replyTo,
      bounceTo: null,
      ...mail,
      headers: listHeaders({
        senderDomain: sender.address.slice(sender.address.lastIndexOf('@') + 1),
        unsubscribeUrl,
        unsubscribeMailbox: sender.replyTo,
        unsubscribeSubject: `unsubscribe ${recipient.unsubscribeToken}`,
        helpUrl: `${publicUrl}/privacy`,
        archiveUrl: `${publicUrl}/letters`,
      }),
    }
  })
}
