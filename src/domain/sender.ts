import type { Letterhead } from './mail-template.ts'
import type { Locale } from './locale.ts'

/** Who a campaign's letters come from, as approved. */
export type Sender = {
  readonly name: Letterhead['name']
  readonly address: string
  readonly replyTo: string
}

/** The From name in the letter's language. */
export function senderNameIn(sender: Pick<Sender, 'name'>, locale: Locale): string {
  return sender.name[locale]
}
