import { z } from '@hono/zod-openapi'
import type { CheckedCampaign } from '#actions/check-campaign'
import { harmRules, type HarmRule } from '#domain/cautions'
import { checkRules, type CheckRule, type Finding } from '#domain/finding'
import type { Locale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import { dayHours } from '#domain/night-hours'
import { refusalCodes, type RefusalCode } from '#domain/refusal'
import { describeProblem } from '../problem.ts'
import { localisedTextSchema } from './presented.ts'
import { staffWordsIn } from './staff-words.ts'

const findingSchema = z
  .object({
    rule: z.enum([...checkRules, ...refusalCodes]).openapi({
      description: 'What was found. What would refuse the campaign anyway has the code of its refusal.',
    }),
    severity: z.enum(['blocking', 'warning']),
    locale: localeSchema.nullable().openapi({ description: 'The language; null for the campaign as a whole.' }),
    place: z.string().nullable().openapi({ description: 'The part of the letter; null for the whole.' }),
    quote: z.string().nullable().openapi({ description: 'The words, the fact or the host that was found.' }),
    title: z.string(),
    remedy: z.string(),
    acknowledgement: z.string().nullable().openapi({
      description:
        'What a revision names in `acknowledgedFindings` to let this stand (a fact in `acknowledgedFacts`); null where it cannot, or need not.',
    }),
    acknowledged: z.boolean(),
  })
  .openapi('Finding')

export const checkedSchema = z
  .object({
    findings: z.array(findingSchema).openapi({ description: 'What blocks comes first.' }),
    aid: localisedTextSchema.openapi({ description: 'An aid and no guarantee: to be shown with the findings.' }),
    disclaimer: localisedTextSchema.openapi({ description: 'The same of the organisation’s own cautions.' }),
  })
  .openapi('CheckedCampaign')

export function presentChecked(
  { findings, disclaimer }: CheckedCampaign,
  locale: Locale,
): z.infer<typeof checkedSchema> {
  return {
    findings: findings.map((finding) => presentFinding(finding, locale)),
    aid: { en: staffWordsIn('en')('check.aid'), ko: staffWordsIn('ko')('check.aid') },
    disclaimer,
  }
}

function presentFinding(finding: Finding, locale: Locale): z.infer<typeof findingSchema> {
  const { rule, severity, place, quote, acknowledgement, isAcknowledged } = finding
  return {
    rule,
    severity,
    locale: finding.locale,
    place,
    quote,
    ...wordsOf(finding, locale),
    acknowledgement,
    acknowledged: isAcknowledged,
  }
}

function wordsOf({ rule, quote, remedy, detail }: Finding, locale: Locale): { title: string; remedy: string } {
  if (isRefusal(rule)) {
    const problem = describeProblem({ code: rule, field: undefined, detail }, locale)
    return { title: problem.title, remedy: problem.detail }
  }
  const words = staffWordsIn(locale)
  const title = words(`check.titles.${rule}`)
  if (remedy !== null) return { title, remedy }
  // What does harm has its remedy from the organisation’s cautions, in the language of the letter.
  if (isOfHarm(rule)) throw new Error('A finding of harm came without its remedy.')
  const values = { ...dayHours, domain: '', zones: '', source: '', ...detail, quote: quote ?? '' }
  return { title, remedy: words(`check.remedies.${rule}`, values) }
}

function isRefusal(rule: Finding['rule']): rule is RefusalCode {
  return refusalCodes.some((code) => code === rule)
}

function isOfHarm(rule: CheckRule): rule is HarmRule {
  return harmRules.some((name) => name === rule)
}
