import { z } from '@hono/zod-openapi'
import type { ForgeryReportList } from '#actions/list-forgery-reports'
import { instantSchema, personSchema, presentInstant, presentOptionalInstant } from './presented.ts'

/** A report of a forged letter. */
export const forgeryReportSchema = z
  .object({
    id: z.uuid(),
    missingSigns: z.array(z.string()).openapi({
      description: 'What the message lacks of what our letters carry, or bears wrongly.',
      example: ['sender', 'links', 'text'],
    }),
    senderDomain: z.string().nullable().openapi({ description: 'The domain that it says it comes from.' }),
    foreignHosts: z.array(z.string()).openapi({
      description: 'Hosts that it leads to beside ours: what their provider can be told.',
      example: ['login.letters.example'],
    }),
    campaign: z
      .object({ id: z.uuid(), name: z.string() })
      .nullable()
      .openapi({ description: 'The campaign whose code it carries.' }),
    reportedAt: instantSchema,
    doneAt: instantSchema.nullable(),
    doneBy: personSchema.nullable(),
  })
  .openapi('ForgeryReport')

/** A report as the API shows it. */
export function presentForgeryReport(
  report: ForgeryReportList['reports'][number],
  staffNames: ReadonlyMap<string, string>,
): z.infer<typeof forgeryReportSchema> {
  const { id, missingSigns, senderDomain, foreignHosts, campaignId, campaign, reportedAt, doneAt, doneBy } = report
  return {
    id,
    missingSigns: [...missingSigns],
    senderDomain,
    foreignHosts: [...foreignHosts],
    campaign: campaignId === null || campaign === null ? null : { id: campaignId, name: campaign },
    reportedAt: presentInstant(reportedAt),
    doneAt: presentOptionalInstant(doneAt),
    doneBy: doneBy === null ? null : { id: doneBy, name: staffNames.get(doneBy) ?? '' },
  }
}
