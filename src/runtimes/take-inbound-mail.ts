import { readInboundRecipient } from '#actions/read-inbound-recipient'
import { receiveInboundMail } from '#actions/receive-inbound-mail'
import type { World } from '#actions/world'
import type { InboundMail } from '#mail/inbound-mail'
import type { Logger } from './logger.ts'

/** `taken`: what it reports is committed. `unknown-recipient`: no address of ours. `not-now`: its sender must try again. */
export type InboundAnswer = 'taken' | 'unknown-recipient' | 'not-now'

/**
 * Takes a mail for one recipient, and writes one line about it: what kind of report it was, and nothing that it says.
 * Never throws: whatever is wrong with us is a reason for the sender to keep the mail.
 */
export async function takeInboundMail(
  { world, log }: { world: World; log: Logger },
  { address, mail }: { address: string; mail: InboundMail },
): Promise<InboundAnswer> {
  const recipient = readInboundRecipient(world, address)
  if (!recipient) return 'unknown-recipient'
  try {
    const outcomes = await receiveInboundMail(world, { recipient, mail })
    log.info({ purpose: recipient.purpose, outcomes }, 'inbound mail was taken')
    return 'taken'
  } catch (error) {
    log.error({ purpose: recipient.purpose, err: error }, 'inbound mail could not be taken and has to come again')
    return 'not-now'
  }
}
