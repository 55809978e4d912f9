import { z } from '@hono/zod-openapi'

export const count = z.number().int()

export const afterAcceptance = {
  delivered: count.openapi({ description: 'The reader’s server has it, as far as the provider tells.' }),
  bouncedHard: count.openapi({ description: 'Came back: the address is dead, and is not mailed again.' }),
  bouncedSoft: count.openapi({ description: 'Came back for another reason, such as a full mailbox.' }),
  complained: count.openapi({ description: 'Called spam by the reader, who is not mailed again.' }),
}

export const handedOver = {
  accepted: count.openapi({ description: 'Handed over to the mail provider.' }),
  failed: count.openapi({ description: 'Refused by the mail provider.' }),
  uncertain: count.openapi({ description: 'The provider’s answer never came. They are not mailed again.' }),
}

export const accountSchema = z
  .object({
    frozen: count.openapi({ description: 'Readers who have a place in a batch; always the sum of the next five.' }),
    accepted: handedOver.accepted,
    dropped: count.openapi({ description: 'Not mailed, because they left or may not be mailed.' }),
    failed: handedOver.failed,
    uncertain: handedOver.uncertain,
    waiting: count,
    ...afterAcceptance,
    delayed: count.openapi({ description: 'Put off by the reader’s server; nothing was heard since.' }),
    left: count.openapi({ description: 'Unsubscribed by a link in this letter.' }),
  })
  .openapi('CampaignAccount')
