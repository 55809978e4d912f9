import { z } from '@hono/zod-openapi'
import type { ShownCalendar, ShownCampaign } from '#actions/show-calendar'
import { campaignStatuses } from '#domain/campaign'
import { certainties } from '#domain/occurrence'
import { localisedTextSchema } from './presented.ts'

const campaignSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(campaignStatuses),
  day: z.iso.date().nullable().openapi({ description: 'When it leaves or left, where the organisation is.' }),
  isTentative: z.boolean().openapi({ description: 'Its day is not certain; it cannot be approved.' }),
})

/** A stretch of the year, as staff see it. */
export const calendarSchema = z
  .object({
    occurrences: z.array(
      z.object({
        observanceId: z.string(),
        name: localisedTextSchema,
        occurrence: z.string().openapi({ description: 'Tells it from the others: its year, or its nominal day.' }),
        nominalDate: z.iso.date(),
        startsOn: z.iso.date(),
        endsOn: z.iso.date(),
        certainty: z.enum(certainties),
        timeZone: z.string().openapi({ description: '`floating` begins on every reader’s own midnight.' }),
        steps: z.array(
          z.object({
            offsetDays: z.number().int(),
            kind: z.enum(['notice', 'letter']),
            purpose: z.string(),
            plannedFor: z.iso.date(),
            draft: campaignSchema.nullable(),
          }),
        ),
      }),
    ),
    campaigns: z.array(campaignSchema).openapi({ description: 'Those that no playbook led to.' }),
    crowded: z.array(
      z.object({
        from: z.iso.date(),
        to: z.iso.date(),
        topics: z.array(z.string()).openapi({ description: 'Whose readers get them; none means everybody.' }),
        letters: z.array(
          z.object({
            day: z.iso.date(),
            name: z.string().nullable().openapi({ description: 'Null for a step that has no campaign yet.' }),
            campaignId: z.uuid().nullable(),
            observanceId: z.string().nullable(),
            offsetDays: z.number().int().nullable(),
          }),
        ),
      }),
    ),
  })
  .openapi('Calendar')

export function presentCalendar({ occurrences, campaigns, crowded }: ShownCalendar): z.infer<typeof calendarSchema> {
  return {
    occurrences: occurrences.map(({ observance, name, occurrence, steps }) => ({
      observanceId: observance.id,
      name: observance.name,
      occurrence: name,
      nominalDate: occurrence.nominalDate.toString(),
      startsOn: occurrence.startsOn.toString(),
      endsOn: occurrence.endsOn.toString(),
      certainty: occurrence.certainty,
      timeZone: occurrence.timeZone,
      steps: steps.map(({ step: { offsetDays, kind, purpose }, plannedFor, draft }) => ({
        offsetDays,
        kind,
        purpose,
        plannedFor: plannedFor.toString(),
        draft: draft && presentCampaign(draft),
      })),
    })),
    campaigns: campaigns.map(presentCampaign),
    crowded: crowded.map(({ from, to, topics, letters }) => ({
      from: from.toString(),
      to: to.toString(),
      topics: [...topics],
      letters: letters.map(({ day, name, campaignId, observanceId, offsetDays }) => ({
        day: day.toString(),
        name,
        campaignId,
        observanceId,
        offsetDays,
      })),
    })),
  }
}

function presentCampaign({ campaign, status, day, isTentative }: ShownCampaign): z.infer<typeof campaignSchema> {
  return { id: campaign.id, name: campaign.name, status, day: day?.toString() ?? null, isTentative }
}
