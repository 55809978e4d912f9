import { z } from '@hono/zod-openapi'
import type { ReadOccurrence } from '#actions/read-occurrence'
import { certainties } from '#domain/occurrence'
import { occurrenceKeySchema, occurrenceNameSchema } from '#domain/occurrence-key'
import { outcomeSchema } from '#domain/un-outcome'
import {
  instantSchema,
  localisedTextSchema,
  personSchema,
  presentInstant,
  presentOptionalInstant,
} from './presented.ts'

/** The two names in the path of an occurrence. What is none of ours is answered with `not-found`. */
export const occurrenceParamSchema = z.object({
  // A schema of the domain may have been made before `openapi` was taught to schemas; its copy knows it.
  id: occurrenceKeySchema.shape.observanceId.clone().openapi({
    param: { name: 'id', in: 'path' },
    example: 'human-rights-day',
  }),
  occurrence: occurrenceNameSchema.clone().openapi({
    param: { name: 'occurrence', in: 'path' },
    description: 'Its year where it is announced, its nominal day otherwise.',
    example: '2026-12-10',
  }),
})

/** The version that a person saw, in the body of every change. */
export const seenVersionSchema = z.object({
  version: z.number().int().min(0).openapi({
    description: 'As read with the occurrence. If somebody has changed it since, nothing is changed.',
  }),
})

/** The request of a change of an occurrence: what is said of it, and the version that the person saw. */
export function occurrenceChange<Shape extends z.ZodRawShape>(change: z.ZodObject<Shape>, example: object) {
  return {
    params: occurrenceParamSchema,
    body: {
      required: true,
      content: { 'application/json': { schema: change.extend(seenVersionSchema.shape), example } },
    },
  } as const
}

/** What every change of an occurrence can be refused with. */
export const occurrenceRefusals = [
  'input-invalid',
  'sign-in-required',
  'role-missing',
  'not-found',
  'occurrence-outdated',
] as const

export const occurrenceSchema = z
  .object({
    observanceId: z.string(),
    occurrence: z.string(),
    name: localisedTextSchema,
    nominalDate: z.iso.date().openapi({ description: 'The day of the rule, or the first of the usual window.' }),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    timeZone: z.string().openapi({ description: '`floating` begins on every reader’s own midnight.' }),
    certainty: z.enum(certainties),
    version: z.number().int().openapi({ description: 'Sent back with a change; 0 while nobody has said anything.' }),
    confirmation: z
      .object({ sourceUrl: z.url(), by: personSchema, at: instantSchema })
      .nullable()
      .openapi({ description: 'Who has read where that it falls on this day.' }),
    cancellation: z
      .object({ sourceUrl: z.url().nullable(), reason: z.string().nullable(), by: personSchema, at: instantSchema })
      .nullable(),
    draft: z
      .object({ document: z.string(), tabledOn: z.iso.date().nullable(), sourceUrl: z.url().nullable() })
      .nullable()
      .openapi({ description: 'The draft resolution, once it was tabled. It is no decision.' }),
    decision: z
      .object({
        outcome: outcomeSchema,
        sourceUrl: z.url().nullable(),
        by: personSchema.nullable().openapi({ description: 'Null for what the library tells of the past.' }),
        at: instantSchema.nullable(),
      })
      .nullable(),
  })
  .openapi('Occurrence')

export function presentOccurrence(read: ReadOccurrence): z.infer<typeof occurrenceSchema> {
  const { observance, occurrence, name, record } = read
  return {
    observanceId: observance.id,
    occurrence: name,
    name: observance.name,
    nominalDate: occurrence.nominalDate.toString(),
    startsOn: occurrence.startsOn.toString(),
    endsOn: occurrence.endsOn.toString(),
    timeZone: occurrence.timeZone,
    certainty: occurrence.certainty,
    version: record?.version ?? 0,
    confirmation: presentConfirmation(read),
    cancellation: presentCancellation(read),
    draft: record?.draftDocument
      ? {
          document: record.draftDocument,
          tabledOn: record.draftTabledOn?.toString() ?? null,
          sourceUrl: record.draftSourceUrl,
        }
      : null,
    decision: presentDecision(read),
  }
}

type Presented = z.infer<typeof occurrenceSchema>

function presentConfirmation({ record, staffNames }: ReadOccurrence): Presented['confirmation'] {
  const { sourceUrl, confirmedBy, confirmedAt } = record ?? {}
  if (!sourceUrl || !confirmedBy || !confirmedAt) return null
  return { sourceUrl, by: presentPerson(confirmedBy, staffNames), at: presentInstant(confirmedAt) }
}

function presentCancellation({ record, staffNames }: ReadOccurrence): Presented['cancellation'] {
  if (!record?.cancelledAt || !record.cancelledBy) return null
  return {
    sourceUrl: record.cancelSourceUrl,
    reason: record.cancelReason,
    by: presentPerson(record.cancelledBy, staffNames),
    at: presentInstant(record.cancelledAt),
  }
}

function presentDecision({ record, past, staffNames }: ReadOccurrence): Presented['decision'] {
  if (record?.outcome) {
    const { outcome, outcomeSourceUrl, outcomeBy, outcomeAt } = record
    const by = outcomeBy === null ? null : presentPerson(outcomeBy, staffNames)
    return { outcome, sourceUrl: outcomeSourceUrl, by, at: presentOptionalInstant(outcomeAt) }
  }
  return past?.outcome ? { outcome: past.outcome, sourceUrl: past.sourceUrl, by: null, at: null } : null
}

function presentPerson(id: string, staffNames: ReadOccurrence['staffNames']): z.infer<typeof personSchema> {
  return { id, name: staffNames.get(id) ?? '' }
}
