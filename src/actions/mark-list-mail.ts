import { unsubscribeAddress } from '#domain/inbound-address'
import { listHeaders, writeListUnsubscribe } from '#domain/list-headers'
import type { Sender } from '#domain/sender'
import type { World } from './world.ts'

/** What shows that mail comes from a list, and how each reader leaves it. */
export type ListMarks = {
  readonly headers: Readonly<Record<string, string>>
  /** Where a reader leaves by one click, and the header that says so. */
  readonly wayOutOf: (unsubscribeToken: string) => { readonly url: string; readonly listUnsubscribe: string }
}

/** Marks what an organisation sends to its list; where no mail of ours is received, a person reads who leaves by mail. */
export function markListMail(
  { publicUrl, inboundDomain }: Pick<World, 'publicUrl' | 'inboundDomain'>,
  { address, replyTo }: Pick<Sender, 'address' | 'replyTo'>,
): ListMarks {
  const write = writeListUnsubscribe(inboundDomain === null ? replyTo : unsubscribeAddress(inboundDomain))
  return {
    headers: listHeaders({
      senderDomain: address.slice(address.lastIndexOf('@') + 1),
      contactMailbox: replyTo,
      helpUrl: `${publicUrl}/privacy`,
      archiveUrl: `${publicUrl}/letters`,
    }),
    wayOutOf: (unsubscribeToken) => {
      const url = `${publicUrl}/u/${unsubscribeToken}`
      return { url, listUnsubscribe: write({ url, subject: `unsubscribe ${unsubscribeToken}` }) }
    },
  }
}
