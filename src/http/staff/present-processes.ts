import { z } from '@hono/zod-openapi'
import type { TrackedYear } from '#actions/track-processes'
import { processSteps, type Observance } from '#domain/observance'
import { certainties, occurrenceName } from '#domain/occurrence'
import { outcomeSchema } from '#domain/un-outcome'
import { stepConcerns, stepStates, type TrackedStep } from '#domain/un-process'
import { localisedTextSchema } from './presented.ts'

const spanSchema = z.object({ from: z.iso.date(), to: z.iso.date() })

const stepSchema = z
  .object({
    observanceId: z.string(),
    occurrence: z.string(),
    name: localisedTextSchema,
    step: z.enum(processSteps),
    certainty: z.enum(certainties),
    state: z.enum(stepStates),
    concerns: z.array(z.enum(stepConcerns)).openapi({ description: 'What somebody should look at.' }),
    days: z.array(spanSchema.extend({ timeZone: z.string() })).openapi({
      description: 'Where it happens first, then in the zone of the organisation and in those that were asked for.',
    }),
    draftDocument: z.string().nullable(),
    outcome: outcomeSchema.nullable(),
    history: z
      .array(
        z.object({
          startsOn: z.iso.date(),
          isPlanOnly: z.boolean().openapi({ description: 'The source tells what was planned, not what happened.' }),
          outcome: outcomeSchema.nullable(),
          sourceUrl: z.url().nullable(),
          note: z.string(),
        }),
      )
      .openapi({ description: 'How it went in other years, the last one first.' }),
  })
  .openapi('ProcessStep')

export const processesSchema = z.object({
  chains: z.array(z.array(stepSchema)).openapi({ description: 'Each in its order: draft, first decision, last one.' }),
})

export function presentProcesses({ chains, observances }: TrackedYear): z.infer<typeof processesSchema> {
  return {
    chains: chains.map((chain) =>
      chain.flatMap((step) => {
        const observance = observances.get(step.observanceId)
        return observance ? [presentStep(step, observance)] : []
      }),
    ),
  }
}

function presentStep(
  { observanceId, occurrence, state, concerns, days, record }: TrackedStep,
  { name, rule, process, history }: Observance,
): z.infer<typeof stepSchema> {
  return {
    observanceId,
    occurrence: occurrenceName(rule, occurrence.nominalDate),
    name,
    step: process?.step ?? 'report',
    certainty: occurrence.certainty,
    state,
    concerns: [...concerns],
    days: days.map(({ timeZone, span }) => ({ timeZone, from: span.from.toString(), to: span.to.toString() })),
    draftDocument: record?.draftDocument ?? null,
    outcome: record?.outcome ?? null,
    history: history
      .toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))
      .map(({ startsOn, isPlanOnly, outcome, sourceUrl, note }) => ({
        startsOn,
        isPlanOnly,
        outcome,
        sourceUrl,
        note,
      })),
  }
}
