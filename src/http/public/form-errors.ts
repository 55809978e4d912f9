import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { describeProblem } from '../problem.ts'
import type { FieldError, FormErrors } from './parts/form-parts.tsx'

/** The words for each field of a form, by its name. */
export type FieldLabels = Readonly<Record<string, string>>

/** A refused form as its page shows it: at the field at fault where the form has it, else as a reason for the whole. */
export function formErrorsOf(refusal: Refusal, locale: Locale, labels: FieldLabels): FormErrors {
  const { title, detail } = describeProblem(refusal, locale)
  const label = refusal.field === undefined ? undefined : labels[refusal.field]
  if (refusal.field === undefined || label === undefined) return { fields: [], reason: { title, detail } }
  return { fields: [{ field: refusal.field, label, message: detail }], reason: null }
}

/** The fields that have a message, in the order of the form. */
export function fieldErrorsOf(
  messages: Readonly<Record<string, string | undefined>>,
  labels: FieldLabels,
): FieldError[] {
  return Object.entries(messages).flatMap(([field, message]) =>
    message === undefined ? [] : [{ field, label: labels[field] ?? field, message }],
  )
}

/** What a refusal says would be right. */
export function messageOf(refusal: Refusal, locale: Locale): string {
  return describeProblem(refusal, locale).detail
}

/** What the refusal of a check says would be right; undefined when the check passes. */
export function messageOfRefusal(check: () => unknown, locale: Locale): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return messageOf(error, locale)
    throw error
  }
}
