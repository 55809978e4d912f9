import { z } from '@hono/zod-openapi'
import type { CampaignProgress } from '#actions/follow-campaign'
import { campaignStatuses, everyone } from '#domain/campaign'
import { locales } from '#domain/locale'
import { tellCount, type ToldCount } from '#domain/small-counts'
import { accountSchema, presentAccount } from './present-account.ts'
import { instantSchema, presentInstant, toldSchema } from './presented.ts'

const states = ['waiting', 'sending', 'done'] as const

const part = {
  frozen: toldSchema,
  settled: toldSchema,
  state: z.enum(states).openapi({
    description:
      'Of the exact counts. `waiting`: nothing is under way now, and more readers may come; `done`: none will.',
  }),
}

export const progressSchema = z
  .object({
    status: z.enum(campaignStatuses),
    account: accountSchema,
    zones: z.array(
      z.object({
        timeZone: z.string().openapi({ description: 'The zone whose readers it reaches; `*` for everyone left.' }),
        dueAt: instantSchema,
        isExpanded: z.boolean().openapi({ description: 'Whether every one of its readers has a place in a batch.' }),
        ...part,
      }),
    ),
    languages: z
      .array(
        z.object({
          locale: z.enum(locales).nullable().openapi({
            description:
              'The language of the letter: the reader’s own where the letter has it, else its fallback. Null for batches that hold readers of several.',
          }),
          ...part,
        }),
      )
      .openapi({ description: 'Empty until it is released.' }),
  })
  .openapi('CampaignProgress')

/** How far a campaign has come, as it is answered. */
export type PresentedProgress = z.infer<typeof progressSchema>

export function presentProgress({ status, account, zones, languages }: CampaignProgress): PresentedProgress {
  // The readers of a language are all there once those of every zone are.
  const isWalked = zones.every(({ isExpanded }) => isExpanded) && zones.some(({ timeZone }) => timeZone === everyone)
  return {
    status,
    account: presentAccount(account),
    zones: zones.map(({ timeZone, dueAt, isExpanded, ...counts }) => ({
      timeZone,
      dueAt: presentInstant(dueAt),
      isExpanded,
      ...presentPart({ isExpanded, ...counts }),
    })),
    languages: languages.map(({ locale, ...counts }) => ({
      locale,
      ...presentPart({ isExpanded: isWalked, ...counts }),
    })),
  }
}

type Part = { readonly isExpanded: boolean; readonly frozen: number; readonly settled: number }

function presentPart({ isExpanded, frozen, settled }: Part): {
  frozen: ToldCount
  settled: ToldCount
  state: (typeof states)[number]
} {
  const state = settled < frozen ? 'sending' : isExpanded ? 'done' : 'waiting'
  return { frozen: tellCount(frozen), settled: tellCount(settled), state }
}
