import { z } from '@hono/zod-openapi'
import type { CampaignReport } from '#actions/report-campaign'
import { dropReasons } from '#domain/audience'
import { campaignStatuses } from '#domain/campaign'
import { providerNames } from '#domain/provider'
import { tellCounts } from '#domain/small-counts'
import { accountSchema, afterAcceptance, handedOver, presentAccount } from './present-account.ts'
import { toldSchema } from './presented.ts'

export const reportSchema = z
  .object({
    status: z.enum(campaignStatuses),
    account: accountSchema,
    dropped: z.partialRecord(z.enum(dropReasons), toldSchema).openapi({ description: 'By reason.' }),
    failed: z.record(z.string(), z.number().int()).openapi({ description: 'By the code of the failure.' }),
    providers: z
      .array(z.object({ provider: z.enum(providerNames), ...handedOver, ...afterAcceptance }))
      .openapi({ description: 'What went by each provider.' }),
  })
  .openapi('CampaignReport')

/** A report as it is answered: exact, but for the reasons of readers, which tell one kind of reader from another. */
export function presentReport({
  account,
  dropped,
  providers,
  ...report
}: CampaignReport): z.infer<typeof reportSchema> {
  return { ...report, account: presentAccount(account), dropped: tellCounts(dropped), providers: [...providers] }
}
