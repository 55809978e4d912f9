import { z } from '@hono/zod-openapi'
import type { DescribedCampaign } from '#actions/describe-campaign'
import type { ReadCampaign } from '#actions/read-campaign'
import { audienceRuleSchema } from '#domain/audience'
import { campaignStatuses, holdReasons } from '#domain/campaign'
import { embargoSchema } from '#domain/embargo'
import { letterContentsSchema } from '#domain/letter'
import { letterEventSchema } from '#domain/letter-event'
import { localeSchema } from '#domain/locale-schema'
import { letterKinds } from '#domain/mail-template'
import { namedOccurrenceSchema } from '#domain/occurrence-key'
import { providerNames, troublePolicies } from '#domain/provider'
import { scheduleSchema } from '#domain/send-time'
import { instantSchema, personSchema, presentInstant, presentOptionalInstant } from './presented.ts'
import { translatedPartSchema } from './translated-part.ts'

export const campaignSummarySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string().openapi({ description: 'Its web copy stands at `/letters/<slug>`.' }),
    kind: z.enum(letterKinds),
    code: z.string().openapi({ description: 'Printed in every letter; a reader enters it at `/verify`.' }),
    occursOn: z.string().nullable().openapi({ description: 'The day the letter is about.', example: '2026-07-14' }),
    status: z.enum(campaignStatuses),
    holdReason: z.enum(holdReasons).nullable(),
    provider: z.enum(providerNames).nullable().openapi({ description: 'Chosen for it; null goes by the usual one.' }),
    onProviderTrouble: z.enum(troublePolicies),
    schedule: scheduleSchema.nullable(),
    issueId: z.string().nullable().openapi({ description: 'The issue that it explains.' }),
    embargo: embargoSchema.nullable().openapi({ description: 'Before this nothing of it may be seen outside.' }),
    event: letterEventSchema.nullable().openapi({ description: 'What it invites to.' }),
    about: namedOccurrenceSchema
      .nullable()
      .openapi({ description: 'The occurrence that a person tied it to; what planning began is tied by its step.' }),
    firstDueAt: instantSchema.nullable().openapi({ description: 'When the first mail is due.' }),
    latestStartAt: instantSchema.nullable().openapi({ description: 'After this it is held for a person.' }),
    createdAt: instantSchema,
    submittedAt: instantSchema.nullable(),
    releasedAt: instantSchema.nullable(),
    pausedAt: instantSchema.nullable(),
    heldAt: instantSchema.nullable(),
    cancelledAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    withheldAt: instantSchema.nullable().openapi({ description: 'Since when it is kept out of the archive.' }),
    takenDownAt: instantSchema.nullable().openapi({ description: 'When it was taken out of the archive.' }),
    takedownReason: z.string().nullable(),
  })
  .openapi('CampaignSummary')

export const campaignSchema = campaignSummarySchema
  .extend({
    author: personSchema.nullable().openapi({ description: 'Null for what planning began from a playbook.' }),
    submittedBy: personSchema.nullable(),
    returnedAt: instantSchema
      .nullable()
      .openapi({ description: 'When a reviewer sent it back, until it is submitted again.' }),
    returnedBy: personSchema.nullable(),
    revision: z
      .object({
        number: z.number().int(),
        contents: letterContentsSchema,
        audience: audienceRuleSchema,
        fallbackLocale: localeSchema.nullable(),
        acknowledgedFacts: z.array(z.string()),
        acknowledgedFindings: z.array(z.string()),
        inStep: z.array(translatedPartSchema).openapi({
          description: 'Parts of translations that still follow their source, although it changed after them.',
        }),
        author: personSchema.nullable(),
        createdAt: instantSchema,
      })
      .nullable(),
    fingerprint: z.string().nullable().openapi({
      description:
        'Stands for content, audience, sender and schedule together. An approver sends it back; null while a part is missing.',
    }),
    approval: z
      .object({ approver: personSchema, approvedAt: instantSchema })
      .nullable()
      .openapi({ description: 'The approval of exactly this fingerprint.' }),
    releases: z.array(
      z.object({
        timeZone: z.string().openapi({ description: 'The zone whose readers it reaches; `*` for everyone left.' }),
        dueAt: instantSchema,
        expandedAt: instantSchema.nullable().openapi({ description: 'When every one of its readers had a delivery.' }),
      }),
    ),
  })
  .openapi('Campaign')

export function presentCampaignSummary({
  campaign,
  status,
}: Pick<ReadCampaign, 'campaign' | 'status'>): z.infer<typeof campaignSummarySchema> {
  const { id, name, slug, kind, code, occursOn, holdReason, provider, onProviderTrouble, schedule } = campaign
  return {
    id,
    name,
    slug,
    kind,
    code,
    occursOn: occursOn?.toString() ?? null,
    status,
    holdReason,
    provider,
    onProviderTrouble,
    schedule,
    issueId: campaign.issueId,
    embargo: campaign.embargo,
    event: campaign.event,
    about: campaign.about,
    firstDueAt: presentOptionalInstant(campaign.firstDueAt),
    latestStartAt: presentOptionalInstant(campaign.latestStartAt),
    createdAt: presentInstant(campaign.createdAt),
    submittedAt: presentOptionalInstant(campaign.submittedAt),
    releasedAt: presentOptionalInstant(campaign.releasedAt),
    pausedAt: presentOptionalInstant(campaign.pausedAt),
    heldAt: presentOptionalInstant(campaign.heldAt),
    cancelledAt: presentOptionalInstant(campaign.cancelledAt),
    finishedAt: presentOptionalInstant(campaign.finishedAt),
    withheldAt: presentOptionalInstant(campaign.withheldAt),
    takenDownAt: presentOptionalInstant(campaign.takenDownAt),
    takedownReason: campaign.takedownReason,
  }
}

export function presentCampaign(described: DescribedCampaign): z.infer<typeof campaignSchema> {
  const { campaign, revision, boundHash, approval, releases, staffNames } = described
  const person = (id: string): z.infer<typeof personSchema> => ({ id, name: staffNames.get(id) ?? '' })
  const personOrNobody = (id: string | null) => (id === null ? null : person(id))
  return {
    ...presentCampaignSummary(described),
    author: personOrNobody(campaign.authorId),
    submittedBy: personOrNobody(campaign.submittedBy),
    returnedAt: presentOptionalInstant(campaign.returnedAt),
    returnedBy: personOrNobody(campaign.returnedBy),
    revision: revision
      ? {
          number: revision.number,
          contents: revision.contents,
          audience: revision.audience,
          fallbackLocale: revision.fallbackLocale,
          acknowledgedFacts: revision.acknowledgedFacts,
          acknowledgedFindings: revision.acknowledgedFindings,
          inStep: [...revision.inStep],
          author: personOrNobody(revision.authorId),
          createdAt: presentInstant(revision.createdAt),
        }
      : null,
    fingerprint: boundHash ?? null,
    approval: approval
      ? { approver: person(approval.approverId), approvedAt: presentInstant(approval.approvedAt) }
      : null,
    releases: releases.map(({ timeZone, dueAt, expandedAt }) => ({
      timeZone,
      dueAt: presentInstant(dueAt),
      expandedAt: presentOptionalInstant(expandedAt),
    })),
  }
}
