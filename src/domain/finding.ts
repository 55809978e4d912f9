import type { HarmRule } from './cautions.ts'
import type { LetterPlace } from './letter-texts.ts'
import type { Locale } from './locale.ts'
import { Refusal } from './refusal.ts'

/**
 * What the check of a letter can find beside harm and what refuses a campaign anyway, and how it is treated.
 * - `blocks`: the letter does not leave with it
 * - `asks`: it does not leave with it until somebody has named it in the revision and so let it stand
 * - `advises`: worth a look
 */
const treatments = {
  'watch-list': 'blocks',
  'fact-withheld': 'blocks',
  'content-note-missing': 'blocks',
  'help-line-missing': 'blocks',
  'facts-together': 'asks',
  term: 'asks',
  'not-our-voice': 'asks',
  indiscreet: 'asks',
  'identifying-detail': 'asks',
  'quiet-days': 'asks',
  'fact-stale': 'asks',
  'fact-conflicting': 'asks',
  'fact-disputed': 'asks',
  'fact-changed': 'advises',
  'translation-drift': 'asks',
  'translation-stale': 'blocks',
  untranslated: 'asks',
  placeholder: 'blocks',
  'one-end-of-a-range': 'asks',
  'link-insecure': 'blocks',
  'link-shortened': 'blocks',
  'link-elsewhere': 'asks',
  'link-broken': 'advises',
  'link-silent': 'advises',
  'text-part-missing': 'blocks',
  'postal-address-missing': 'blocks',
  'corrected-still-leaving': 'blocks',
  'event-missing': 'asks',
  'event-begun': 'asks',
  'night-hours': 'advises',
  'sender-unproven': 'advises',
  'sender-forgeable': 'advises',
  'sender-unknown': 'advises',
} as const satisfies Record<HarmRule, Treatment> & Record<string, Treatment>

type Treatment = 'blocks' | 'asks' | 'advises'

/** A rule of the check. What refuses a campaign anyway is found under the code of its refusal. */
export type CheckRule = keyof typeof treatments

export const checkRules = Object.keys(treatments) as CheckRule[]

/** Something that the check of a letter found. It is shown to staff and never logged, since `quote` can be a name. */
export type Finding = {
  readonly rule: CheckRule | Refusal['code']
  readonly severity: 'blocking' | 'warning'
  /** The language in which it was found; null where it is about the campaign. */
  readonly locale: Locale | null
  /** Where it stands; null where it is about the letter or the campaign as a whole. */
  readonly place: LetterPlace | null
  /** The words, the fact, the host that was found; null where something is missing instead. */
  readonly quote: string | null
  /** What to do about it, where the organisation has said so; else it follows from the rule. */
  readonly remedy: string | null
  /** Fills the words about the rule. */
  readonly detail: Readonly<Record<string, string | number>>
  /** The name under which a revision lets it stand; null where it cannot, or where nobody need. */
  readonly acknowledgement: string | null
  readonly isAcknowledged: boolean
}

/** What a rule found, before it is weighed. */
export type Found = Pick<Finding, 'locale'> &
  Partial<Pick<Finding, 'place' | 'quote' | 'remedy' | 'detail'>> & { readonly rule: CheckRule }

const factRules: readonly CheckRule[] = ['fact-stale', 'fact-conflicting', 'fact-disputed']

/** Weighs what was found, by its rule and by what the revision lets stand: names of findings, and ids of facts. */
export function weighFinding(
  { rule, locale, place = null, quote = null, remedy = null, detail = {} }: Found,
  acknowledged: { readonly findings: readonly string[]; readonly facts: readonly string[] },
): Finding {
  const treatment: Treatment = treatments[rule]
  const isOfFact = factRules.includes(rule)
  const acknowledgement = treatment === 'asks' ? nameOf(rule, quote) : null
  const names = isOfFact ? acknowledged.facts : acknowledged.findings
  const isAcknowledged = acknowledgement !== null && names.includes(isOfFact ? (quote ?? '') : acknowledgement)
  const isOpen = treatment === 'blocks' || (treatment === 'asks' && !isAcknowledged)
  return {
    rule,
    severity: isOpen ? 'blocking' : 'warning',
    locale,
    place,
    quote,
    remedy,
    detail,
    acknowledgement,
    isAcknowledged,
  }
}

/** A refusal as a finding: it blocks. */
export function findingOf({ code, detail }: Refusal): Finding {
  return {
    rule: code,
    severity: 'blocking',
    locale: null,
    place: null,
    quote: null,
    remedy: null,
    detail,
    acknowledgement: null,
    isAcknowledged: false,
  }
}

/** Refuses a campaign for something that was found. @throws Refusal */
export function refuseFor({ rule, locale, place, quote }: Finding): never {
  const field = locale === null ? undefined : place === null ? `contents.${locale}` : `contents.${locale}.${place}`
  const where = field === undefined ? {} : { field }
  if (factRules.some((name) => name === rule) && quote !== null)
    throw new Refusal('fact-unacknowledged', { ...where, factId: quote })
  throw new Refusal('check-failed', { ...where, finding: rule })
}

// Quotes are names of findings too, and a name is no longer than what a revision takes.
function nameOf(rule: CheckRule, quote: string | null): string {
  return quote === null ? rule : `${rule}:${quote}`
}
