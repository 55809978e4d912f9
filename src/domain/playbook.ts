import { z } from 'zod'
import { askWordsSchema } from './ask.ts'
import { localeSchema } from './locale-schema.ts'
import { localisedLine } from './localised-line.ts'
import { richTextSchema } from './rich-text.ts'
import type { Schedule } from './send-time.ts'
import { stepPurposes } from './step-purpose.ts'

/** The kinds of letters that a step can begin. */
const stepTemplates = ['observance', 'event', 'un-resolution', 'action-alert', 'issue-brief'] as const

const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as 09:00' })

/**
 * When the letter of a step leaves.
 * - `local-time`: at this hour on every reader's own clock
 * - `instant`: at this hour where the observance takes place
 * - `on-outcome`: when a person has recorded how it ended, and not before
 */
const stepSendSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('local-time'), time: wallTimeSchema }),
  z.strictObject({ mode: z.literal('instant'), time: wallTimeSchema }),
  z.strictObject({ mode: z.literal('on-outcome') }),
])

/**
 * Where the words of a draft come from.
 * - `opening`: the first paragraphs, written for this step
 * - `letter`: a whole letter of `content/letters`, by its name
 * - `purpose`: the words that the library keeps for every step of this purpose
 */
const stepWordsSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('opening'),
    subject: localisedLine(120),
    preheader: localisedLine(160),
    opening: z.strictObject({ en: richTextSchema, ko: richTextSchema }),
  }),
  z.strictObject({ from: z.literal('letter'), letter: z.string().regex(/^[a-z0-9-]{2,60}$/) }),
  z.strictObject({ from: z.literal('purpose') }),
])

const step = {
  /** Days from the first day of the occurrence; from its last day where it is positive. */
  offsetDays: z.number().int().min(-300).max(300),
  purpose: z.enum(stepPurposes),
}

/** A step of a series: a letter to draft, or something that staff are told. */
export const playbookStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notice'), ...step }),
  z.strictObject({
    kind: z.literal('letter'),
    ...step,
    template: z.enum(stepTemplates),
    words: stepWordsSchema,
    issue: z.string(),
    /** Null takes the ask of the issue. */
    ask: askWordsSchema.nullable(),
    audienceTopics: z.array(z.string()).min(1).max(10),
    languages: z.array(localeSchema).min(1),
    send: stepSendSchema,
  }),
])

export type PlaybookStep = z.output<typeof playbookStepSchema>

/** A step that begins a letter. */
export type LetterStep = Extract<PlaybookStep, { kind: 'letter' }>

/** What an organisation does around one observance, every time it returns. */
export const playbookSchema = z
  .strictObject({ observance: z.string(), series: z.array(playbookStepSchema).min(1).max(30) })
  .refine(({ series }) => series.every((item, index) => index === 0 || item.offsetDays > before(series, index)), {
    error: 'steps must stand in the order of their days, and no two on the same day',
    path: ['series'],
  })

export type Playbook = z.output<typeof playbookSchema>

/** The subject and preheader of steps without words of their own, by purpose. */
export const purposeWordsSchema = z.record(
  z.enum(['announce', 'remind', 'day', 'thank-and-report']),
  z.strictObject({ subject: localisedLine(120), preheader: localisedLine(160) }),
)

export type PurposeWords = z.output<typeof purposeWordsSchema>

/**
 * The schedule to propose for a step of an occurrence.
 * @param timeZone where the observance takes place; `floating` counts as the organisation's own zone
 * @param homeZone the zone of the organisation, for readers who gave none
 */
export function proposeSchedule(
  { send }: Pick<LetterStep, 'send'>,
  {
    observanceId,
    nominalDate,
    sendOn,
    timeZone,
    homeZone,
  }: {
    observanceId: string
    nominalDate: Temporal.PlainDate
    sendOn: Temporal.PlainDate
    timeZone: string
    homeZone: string
  },
): Schedule {
  const date = sendOn.toString()
  switch (send.mode) {
    case 'on-outcome':
      return { mode: 'on-outcome', observanceId, nominalDate: nominalDate.toString() }
    case 'local-time':
      return { mode: 'local-time', date, time: send.time, timeZone: homeZone }
    case 'instant':
      return { mode: 'instant', date, time: send.time, timeZone: timeZone === 'floating' ? homeZone : timeZone }
  }
}

function before(series: readonly { offsetDays: number }[], index: number): number {
  return series[index - 1]?.offsetDays ?? -Infinity
}
