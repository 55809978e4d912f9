import type { z } from '@hono/zod-openapi'
import { refusalCodes, type RefusalCode } from '#domain/refusal'
import type { PasswordFault } from './password.ts'

/** What can be wrong with one field, beside what the domain refuses. */
export type FormFaultCode =
  | 'missing'
  | 'wrong-type'
  | 'too-long'
  | 'too-short'
  | 'too-many'
  | 'too-few'
  | 'too-large'
  | 'too-small'
  | 'not-one-of'
  | 'unknown-field'
  | 'wrong-form'
  | 'date-form'
  | 'time-form'
  | 'instant-form'
  | 'slug-form'
  | 'source-form'
  | 'origin-form'
  | 'document-form'
  | 'rule-form'
  | 'month-day-form'
  | 'span-form'
  | 'facts-differ'
  | 'steps-order'
  | 'text-empty'
  | 'address-taken'
  | 'password-wrong'
  | 'code-wrong'
  | PasswordFault

/** One field at fault. `field` is a dotted path: `contents.ko.subject`, `rows.3.email`; empty for the whole. */
export type Fault = {
  readonly field: string
  readonly code: FormFaultCode | RefusalCode
  readonly values?: Readonly<Record<string, string | number>>
}

/** The request does not have the form that is asked for: every field at fault, each once. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(({ field, code }) => `${code} (${field})`).join(', '))
    this.faults = faults
  }
}

type Issue = z.core.$ZodIssue

/** The faults that a schema found, the first of each field. */
export function faultsOf(issues: readonly Issue[]): Fault[] {
  const faults = new Map<string, Fault>()
  for (const fault of issues.flatMap(describeIssue)) {
    if (!faults.has(fault.field)) faults.set(fault.field, fault)
  }
  return [...faults.values()].slice(0, faultsMax)
}

/** Enough to mend a form by; a thousand bad rows are not listed one by one. */
const faultsMax = 50

function describeIssue(issue: Issue): Fault[] {
  const field = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'invalid_type':
      return [
        isMissing(issue)
          ? { field, code: 'missing' }
          : { field, code: 'wrong-type', values: { expected: issue.expected } },
      ]
    case 'too_big':
    case 'too_small':
      return [{ field, ...describeSize(issue) }]
    case 'invalid_value':
      return [{ field, code: 'not-one-of', values: { values: issue.values.map(String).join(', ') } }]
    case 'unrecognized_keys':
      return issue.keys.slice(0, faultsMax).map((key) => ({ field: joinPath(field, key), code: 'unknown-field' }))
    case 'invalid_key':
      return [{ field, code: 'unknown-field' }]
    case 'invalid_union': {
      const options = 'options' in issue ? issue.options : undefined
      return [
        options
          ? { field, code: 'not-one-of', values: { values: options.map(String).join(', ') } }
          : { field, code: 'wrong-form' },
      ]
    }
    case 'custom':
      return [{ field, code: domainCodeOf(issue) ?? formOf(issue.path) }]
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
      return [{ field, code: formOf(issue.path) }]
  }
}

// Zod leaves the value out of its issues, so that it is not logged by mistake; its text still says that there was none.
function isMissing({ message }: Issue): boolean {
  return message.endsWith('received undefined')
}

function describeSize(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): Omit<Fault, 'field'> {
  const isBig = issue.code === 'too_big'
  const limit = Number(isBig ? issue.maximum : issue.minimum)
  switch (issue.origin) {
    case 'string':
      if (limit === 1 && !isBig) return { code: 'text-empty' }
      return { code: isBig ? 'too-long' : 'too-short', values: { limit } }
    case 'array':
    case 'set':
    case 'map':
      return { code: isBig ? 'too-many' : 'too-few', values: { limit } }
    default:
      return { code: isBig ? 'too-large' : 'too-small', values: { limit } }
  }
}

function domainCodeOf({ params }: Extract<Issue, { code: 'custom' }>): RefusalCode | undefined {
  const code: unknown = params?.['code']
  return refusalCodes.find((known) => known === code)
}

/** What would be right for a field of a known name, or of one that stands in a field of a known name. */
const forms: Readonly<Record<string, FormFaultCode | RefusalCode>> = {
  date: 'date-form',
  occursOn: 'date-form',
  startsOn: 'date-form',
  tabledOn: 'date-form',
  concludedOn: 'date-form',
  nominalDate: 'date-form',
  time: 'time-form',
  consentedAt: 'instant-form',
  slug: 'slug-form',
  sourceUrl: 'source-form',
  embedOrigins: 'origin-form',
  securityContact: 'address-malformed',
  encryptionKeyUrl: 'link-not-https',
  document: 'document-form',
  rrule: 'rule-form',
  from: 'date-form',
  to: 'date-form',
  'usualWindow.from': 'month-day-form',
  'usualWindow.to': 'month-day-form',
  brief: 'facts-differ',
  series: 'steps-order',
  href: 'link-not-https',
  url: 'link-not-https',
  subject: 'text-empty',
  preheader: 'text-empty',
  title: 'text-empty',
  name: 'text-empty',
  label: 'text-empty',
}

function formOf(path: Issue['path']): FormFaultCode | RefusalCode {
  // A place in a list has no name of its own.
  const names = path.filter((part) => typeof part === 'string')
  return forms[names.slice(-2).join('.')] ?? forms[names.at(-1) ?? ''] ?? 'wrong-form'
}

function joinPath(field: string, key: string): string {
  const name = key.slice(0, 60)
  return field === '' ? name : `${field}.${name}`
}
