import { z } from 'zod'

const membersOfTheUn = 193

const votes = (min = 0) => z.number().int().min(min).max(membersOfTheUn)

/** The number under which the UN files a text. */
export const documentNumberSchema = z
  .string()
  .max(60)
  .regex(/^[A-Z]+(\/[A-Za-z0-9.-]+)+$/, {
    message: 'must be a UN document number, such as A/HRC/RES/58/17 or A/C.3/80/L.36',
  })

const sponsored = {
  /** The number of the resolution or draft; null while nobody has looked it up. */
  document: documentNumberSchema.nullable().default(null),
  /** How many states put their names to the text; null where it is not known. */
  coSponsors: z.number().int().min(0).max(membersOfTheUn).nullable().default(null),
  /** Those of them that somebody checked, as ISO 3166-1 codes. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/, { message: 'must be a country code of two letters, such as KR' }))
    .max(membersOfTheUn)
    .default([]),
}

const counted = {
  ...sponsored,
  for: votes(),
  against: votes(),
  abstaining: votes(),
}

type Counted = { for: number; against: number; abstaining: number }

const castAtMostOnce = ({ for: inFavour, against, abstaining }: Counted): boolean =>
  inFavour + against + abstaining <= membersOfTheUn
const tooMany = {
  error: `for, against and abstaining add up to more than the ${membersOfTheUn} members of the UN`,
  params: { code: 'votes-too-many' },
}

const namedAmongCounted = ({ coSponsors, countries }: { coSponsors: number | null; countries: string[] }): boolean =>
  coSponsors === null || countries.length <= coSponsors
const moreNamed = {
  error: 'countries names more states than coSponsors counts',
  path: ['countries'],
  params: { code: 'count-contradictory' },
}

/**
 * How a step of a UN process ended: data only, which the follow-up letter puts into words.
 * - `adopted`: adopted, in a way that our sources do not tell
 * - `postponed`: taken off the programme without a decision
 * - `reported`: a report was given and discussed; nothing is decided at such a step
 * - `reviewed`: a peer review with its recommendations
 */
export const outcomeSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('adopted-without-vote'), ...sponsored }).refine(namedAmongCounted, moreNamed),
  z.strictObject({ result: z.literal('adopted'), ...sponsored }).refine(namedAmongCounted, moreNamed),
  z
    .strictObject({ result: z.literal('adopted-by-vote'), ...counted, for: votes(1) })
    .refine(namedAmongCounted, moreNamed)
    .refine(castAtMostOnce, tooMany)
    .refine(({ for: inFavour, against }) => inFavour > against, {
      error: 'an adopted text has more votes for it than against it',
      path: ['for'],
      params: { code: 'votes-contradictory' },
    }),
  z
    .strictObject({ result: z.literal('rejected-by-vote'), ...counted })
    .refine(namedAmongCounted, moreNamed)
    .refine(castAtMostOnce, tooMany)
    .refine(({ for: inFavour, against }) => inFavour <= against, {
      error: 'a rejected text has no more votes for it than against it',
      path: ['against'],
      params: { code: 'votes-contradictory' },
    }),
  z.strictObject({ result: z.literal('postponed') }),
  z.strictObject({ result: z.literal('reported'), document: documentNumberSchema.nullable().default(null) }),
  z
    .strictObject({
      result: z.literal('reviewed'),
      document: documentNumberSchema.nullable().default(null),
      recommendations: z.number().int().min(0).max(10_000),
      refused: z.number().int().min(0).max(10_000).nullable(),
      /** The day on which the Council took note of the answers, months after the review itself. */
      concludedOn: z.iso.date().nullable(),
    })
    .refine(({ recommendations, refused }) => refused === null || refused <= recommendations, {
      error: 'more recommendations are refused than were made',
      path: ['refused'],
      params: { code: 'count-contradictory' },
    }),
])

export type Outcome = z.output<typeof outcomeSchema>

/** An outcome as it is sent to the API. */
export type OutcomeInput = z.input<typeof outcomeSchema>

/** Whether what a step is for came about: a text was adopted, a report given, a review held. Letters wait for this. */
export function cameAbout({ result }: Pick<Outcome, 'result'>): boolean {
  return result !== 'rejected-by-vote' && result !== 'postponed'
}
