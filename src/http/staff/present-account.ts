import { z } from '@hono/zod-openapi'
import type { CampaignAccount } from '#domain/campaign-account'

const exact = (description: string) => z.number().int().openapi({ description })

export const afterAcceptance = {
  delivered: exact('The reader’s server has it, as far as the provider tells.'),
  bouncedHard: exact('Came back: the address is dead, and is not mailed again.'),
  bouncedSoft: exact('Came back for another reason, such as a full mailbox.'),
  complained: exact('Called spam by the reader, who is not mailed again.'),
}

export const handedOver = {
  accepted: exact('Handed over to the mail provider.'),
  failed: exact('Refused by the mail provider.'),
  uncertain: exact('The provider’s answer never came. They are not mailed again.'),
}

export const accountSchema = z
  .object({
    frozen: exact('Readers who have a place in a batch.'),
    accepted: handedOver.accepted,
    dropped: exact('Not mailed, because they left or may not be mailed.'),
    failed: handedOver.failed,
    uncertain: handedOver.uncertain,
    waiting: exact('Have a place, and are not settled.'),
    settled: exact('Not waiting any more.'),
    isBalanced: z.boolean().openapi({
      description: 'Whether accepted, dropped, failed, uncertain and waiting are `frozen` together.',
    }),
    ...afterAcceptance,
    delayed: exact('Put off by the reader’s server; nothing was heard since.'),
    left: exact('Unsubscribed by a link in this letter.'),
  })
  .openapi('CampaignAccount')

/** An account of all of a letter's readers, which tells no kind of reader from another and so is exact. */
export function presentAccount(account: CampaignAccount): z.infer<typeof accountSchema> {
  const { frozen, accepted, dropped, failed, uncertain, waiting } = account
  return {
    ...account,
    settled: frozen - waiting,
    isBalanced: accepted + dropped + failed + uncertain + waiting === frozen,
  }
}
