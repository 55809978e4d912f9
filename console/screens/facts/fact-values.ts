import type { FactInput } from '#domain/fact'
import type { Localised } from '#domain/locale'
import type { StatedFact } from './facts-queries.ts'

const nothing: Localised = { en: '', ko: '' }

/** A fact as a form holds it: nothing is null, and what may be absent is empty. */
export type FactValues = {
  readonly statement: Localised
  readonly value: string
  readonly unit: Localised
  readonly asOf: string
  readonly asOfLabel: Localised
  readonly publisher: string
  readonly author: string
  readonly sourceTitle: string
  readonly sourceUrl: string
  readonly certainty: FactInput['certainty']
  readonly conflictsWith: readonly string[]
  readonly staleAfterMonths: number | ''
  readonly note: Localised
}

/** What the form of a new fact begins with. */
export const emptyFact: FactValues = {
  statement: nothing,
  value: '',
  unit: nothing,
  asOf: '',
  asOfLabel: nothing,
  publisher: '',
  author: '',
  sourceTitle: '',
  sourceUrl: '',
  certainty: 'firm',
  conflictsWith: [],
  staleAfterMonths: 12,
  note: nothing,
}

/** What the form of a fact begins with. */
export function toFactForm(fact: StatedFact): FactValues {
  return {
    ...fact,
    value: fact.value ?? '',
    unit: fact.unit ?? nothing,
    asOf: fact.asOf ?? '',
    author: fact.author ?? '',
    sourceTitle: fact.sourceTitle ?? '',
    sourceUrl: fact.sourceUrl ?? '',
    staleAfterMonths: fact.staleAfterMonths ?? '',
    note: fact.note ?? nothing,
  }
}

/** What the API takes. A value of digits is a number, and everything that was left empty is absent. */
export function fromFactForm(values: FactValues): FactInput {
  const asOf = values.asOf.trim() || null
  return {
    statement: values.statement,
    value: readValue(values.value),
    unit: filled(values.unit),
    asOf,
    asOfLabel: values.asOfLabel,
    publisher: values.publisher,
    author: values.author.trim() || null,
    sourceTitle: values.sourceTitle.trim() || null,
    sourceUrl: values.sourceUrl.trim() || null,
    certainty: values.certainty,
    conflictsWith: [...values.conflictsWith],
    // They are counted from its date.
    staleAfterMonths: asOf === null || values.staleAfterMonths === '' ? null : values.staleAfterMonths,
    note: filled(values.note),
  }
}

function readValue(typed: string): FactInput['value'] {
  const text = typed.trim()
  if (text === '') return null
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function filled(text: Localised): Localised | null {
  return text.en.trim() === '' && text.ko.trim() === '' ? null : text
}
