import { z } from '@hono/zod-openapi'
import type { LedgerFact, ReadFact } from '#actions/read-fact'
import type { CampaignStanding } from '#actions/read-statuses'
import { campaignStatuses } from '#domain/campaign'
import { factConcernNames, factInputSchema, factSchema, type FactInput } from '#domain/fact'
import { instantSchema, presentInstant, presentOptionalInstant } from './presented.ts'

// The value is whatever its publisher gave; a schema that can be anything has no place in a typed answer.
const valueSchema = z.string().nullable().openapi({ description: 'As the publisher gave it.' })

/** What a fact says. */
const statedFactSchema = factSchema.omit({ value: true }).extend({ value: valueSchema }).openapi('StatedFact')

export const factListItemSchema = factSchema
  .omit({ value: true })
  .extend({
    value: valueSchema,
    concerns: z.array(z.enum(factConcernNames)).openapi({ description: 'What to look at before it is printed today.' }),
    editedAt: instantSchema.nullable().openapi({ description: 'When staff last changed it; null as it was seeded.' }),
    retiredAt: instantSchema.nullable().openapi({ description: 'Since when it can be cited no more.' }),
  })
  .openapi('Fact')

/** A campaign that cites a fact. */
export const factUseSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    slug: z.string(),
    status: z.enum(campaignStatuses),
    releasedAt: instantSchema.nullable().openapi({ description: 'When it began to leave: it may need a correction.' }),
  })
  .openapi('FactUse')

export const usesSchema = z.object({
  uses: z.array(factUseSchema).openapi({
    description: 'Every draft, scheduled and sent campaign that cites it, newest first, as it stands now.',
  }),
})

export const readFactSchema = factListItemSchema
  .extend({
    conflicts: z.array(factListItemSchema).openapi({ description: 'What contradicts it, to be read side by side.' }),
    history: z.array(
      z.object({
        before: statedFactSchema.nullable().openapi({ description: 'Null for the entry that added it.' }),
        after: statedFactSchema,
        changedAt: instantSchema,
        changedBy: z.string().nullable().openapi({ description: 'Null where the seed library changed it.' }),
        reason: z.string().nullable(),
      }),
    ),
    uses: usesSchema.shape.uses,
  })
  .openapi('ReadFact')

/** The id of a fact in a path. What has another form names nothing. */
export const factParamSchema = z.object({
  // A schema of the domain may have been made before `openapi` was taught to schemas; its copy knows it.
  factId: factSchema.shape.id.clone().openapi({ param: { name: 'factId', in: 'path' }, example: 'CNT-03' }),
})

/** What staff send of a fact. */
export const factBodySchema = factInputSchema.clone().openapi('FactInput')

export const factExample = {
  statement: { en: 'In 2025, 223 people arrived.', ko: '2025년에 223명이 입국하였습니다.' },
  value: 223,
  unit: { en: 'people', ko: '명' },
  asOf: '2025-12-31',
  asOfLabel: { en: 'end of 2025', ko: '2025년 말' },
  publisher: 'Ministry of Examples',
  author: null,
  sourceTitle: 'Arrivals by year',
  sourceUrl: 'https://ministry.example/arrivals',
  certainty: 'firm',
  conflictsWith: [],
  staleAfterMonths: 12,
  note: null,
} satisfies FactInput

export function presentFact({ fact, concerns, editedAt, retiredAt }: LedgerFact): z.infer<typeof factListItemSchema> {
  return {
    ...presentStated(fact),
    concerns: [...concerns],
    editedAt: presentOptionalInstant(editedAt),
    retiredAt: presentOptionalInstant(retiredAt),
  }
}

export function presentUses(uses: readonly CampaignStanding[]): z.infer<typeof factUseSchema>[] {
  return uses.map(({ campaign: { id, name, slug, releasedAt }, status }) => ({
    id,
    name,
    slug,
    status,
    releasedAt: presentOptionalInstant(releasedAt),
  }))
}

export function presentReadFact(read: ReadFact): z.infer<typeof readFactSchema> {
  return {
    ...presentFact(read),
    conflicts: read.conflicts.map(presentFact),
    history: read.history.map(({ before, after, changedAt, changedByName, reason }) => ({
      before: before && presentStated(before),
      after: presentStated(after),
      changedAt: presentInstant(changedAt),
      changedBy: changedByName,
      reason,
    })),
    uses: presentUses(read.uses),
  }
}

function presentStated({ value, ...fact }: LedgerFact['fact']): z.infer<typeof statedFactSchema> {
  return { ...fact, value: value === null || typeof value === 'string' ? value : JSON.stringify(value) }
}
