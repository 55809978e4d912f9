import { z } from '@hono/zod-openapi'
import type { CampaignProgress } from '#actions/follow-campaign'
import { campaignStatuses } from '#domain/campaign'
import { accountSchema } from './present-account.ts'
import { instantSchema, presentInstant } from './presented.ts'

const count = z.number().int()

export const progressSchema = z
  .object({
    status: z.enum(campaignStatuses),
    account: accountSchema,
    zones: z.array(
      z.object({
        timeZone: z.string().openapi({ description: 'The zone whose readers it reaches; `*` for everyone left.' }),
        dueAt: instantSchema,
        isExpanded: z.boolean().openapi({ description: 'Whether every one of its readers has a place in a batch.' }),
        frozen: count,
        settled: count,
      }),
    ),
  })
  .openapi('CampaignProgress')

/** How far a campaign has come, as it is answered. */
export type PresentedProgress = z.infer<typeof progressSchema>

export function presentProgress({ status, account, zones }: CampaignProgress): PresentedProgress {
  return {
    status,
    account: { ...account },
    zones: zones.map(({ dueAt, ...zone }) => ({ ...zone, dueAt: presentInstant(dueAt) })),
  }
}
