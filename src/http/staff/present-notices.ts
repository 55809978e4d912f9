import { z } from '@hono/zod-openapi'
import type { NoticeList } from '#actions/list-notices'
import { staffNoticeKinds } from '#domain/staff-notice'
import { instantSchema, localisedTextSchema, presentInstant, presentOptionalInstant } from './presented.ts'

/** A notice to staff. */
export const noticeSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(staffNoticeKinds),
    observance: z.object({ id: z.string(), name: localisedTextSchema }).nullable(),
    occurrence: z.string().nullable().openapi({ description: 'Its name: a year, or a nominal day.' }),
    nominalDate: z.iso.date().nullable(),
    offsetDays: z.number().int().nullable().openapi({ description: 'The step of the playbook, in days from the day.' }),
    purpose: z.string().nullable().openapi({ description: 'What the step is for.' }),
    day: z.iso.date().nullable().openapi({ description: 'The day that gives rise to it.' }),
    campaign: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    isTentative: z.boolean().openapi({ description: 'The day of its draft is not certain; it cannot be approved.' }),
    hasOwnSchedule: z.boolean().openapi({
      description: 'Somebody scheduled the draft by hand, so that planning leaves its schedule alone.',
    }),
    voidReason: z.string().nullable(),
    factId: z.string().nullable(),
    createdAt: instantSchema,
    mailedAt: instantSchema.nullable(),
    doneAt: instantSchema.nullable(),
    doneBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  })
  .openapi('Notice')

export function presentNotices({ notices, staffNames }: NoticeList): z.infer<typeof noticeSchema>[] {
  return notices.map(({ notice, observance, campaign, day, ...line }) => {
    const { id, kind, observanceId, occurrence, nominalDate, offsetDays, campaignId, factId, doneBy } = notice
    return {
      id,
      kind,
      observance: observanceId !== null && observance !== null ? { id: observanceId, name: observance } : null,
      occurrence,
      nominalDate: nominalDate?.toString() ?? null,
      offsetDays,
      purpose: line.purpose,
      day: day?.toString() ?? null,
      campaign: campaignId !== null && campaign !== null ? { id: campaignId, name: campaign } : null,
      isTentative: line.isTentative,
      hasOwnSchedule: line.hasOwnSchedule,
      voidReason: line.voidReason,
      factId,
      createdAt: presentInstant(notice.createdAt),
      mailedAt: presentOptionalInstant(notice.mailedAt),
      doneAt: presentOptionalInstant(notice.doneAt),
      doneBy: doneBy === null ? null : { id: doneBy, name: staffNames.get(doneBy) ?? '' },
    }
  })
}
