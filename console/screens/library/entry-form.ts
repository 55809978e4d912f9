import { locales } from '#domain/locale'
import { isObject, type Json, type JsonObject } from './json.ts'

/** A part of an entry that has a name. One that is not required may be left out. */
export type FormPart = { readonly name: string; readonly form: EntryForm; readonly isRequired: boolean }

/** One of several forms that a part can have; `value` says which, in the field `by`. */
export type FormVariant = { readonly value: string; readonly form: PartsForm }

type PartsForm = { readonly is: 'parts'; readonly parts: readonly FormPart[] }

/** What a part of an entry can hold, as a form shows it. */
export type EntryForm = {
  /** Null may stand there in place of it. */
  readonly isNullable?: boolean
  /** What stands there in a new entry, where that is not nothing. */
  readonly initial?: Json
} & (
  | { readonly is: 'text'; readonly lengthMax: number | null; readonly isDate: boolean }
  | { readonly is: 'number' }
  | { readonly is: 'switch' }
  | { readonly is: 'rich' }
  | { readonly is: 'fixed'; readonly value: Json }
  | { readonly is: 'choice'; readonly options: readonly string[] }
  /** A text in every language. */
  | { readonly is: 'localised'; readonly lengthMax: number | null }
  /** A list of short texts or of numbers, or of some of the `options`. */
  | { readonly is: 'short-list'; readonly options: readonly string[] | null; readonly hasNumbers: boolean }
  | { readonly is: 'list'; readonly item: EntryForm; readonly lengthMin: number }
  | { readonly is: 'variants'; readonly by: string; readonly variants: readonly FormVariant[] }
  | PartsForm
)

/** Beyond this a text of a list wants lines of its own. */
const shortLength = 120

/** Reads the JSON Schema of an entry, as the API gives it. @throws Error for what it does not know */
export function readForm(schema: Json): EntryForm {
  if (!isObject(schema)) throw new Error('A schema is an object.')
  const initial = schema['default'] === undefined ? {} : { initial: schema['default'] }
  const [choice, isNullable] = withoutNull(schema)
  return { ...readPresent(choice), ...initial, ...(isNullable && { isNullable }) }
}

function readPresent(schema: JsonObject): EntryForm {
  const branches = objectsIn(schema['oneOf'] ?? schema['anyOf'])
  if (branches.length === 1 && branches[0] !== undefined) return readForm(branches[0])
  if (branches.length > 1) return readVariants(branches)
  if (schema['const'] !== undefined) return { is: 'fixed', value: schema['const'] }
  const options = textsIn(schema['enum'])
  if (options.length > 0) return { is: 'choice', options }
  switch (schema['type']) {
    case 'string':
      return { is: 'text', lengthMax: numberIn(schema['maxLength']), isDate: schema['format'] === 'date' }
    case 'integer':
    case 'number':
      return { is: 'number' }
    case 'boolean':
      return { is: 'switch' }
    case 'array':
      return readList(schema)
    case 'object':
      return readObject(schema)
    default:
      throw new Error(`A form of the type ${JSON.stringify(schema['type'])} is not known.`)
  }
}

function readVariants(branches: readonly JsonObject[]): EntryForm {
  const forms = branches.map(readForm)
  // A text of which one is named, such as a zone or `floating`, is a text.
  const text = forms.find((form) => form.is === 'text')
  if (text !== undefined) return text
  const first = forms[0]
  const by = first?.is === 'parts' ? first.parts.find(({ form }) => form.is === 'fixed')?.name : undefined
  if (by === undefined) throw new Error('Of several forms each has to say which it is.')
  const variants = forms.flatMap((form) => {
    const mark = form.is === 'parts' ? form.parts.find(({ name }) => name === by)?.form : undefined
    return form.is === 'parts' && mark?.is === 'fixed' && typeof mark.value === 'string'
      ? [{ value: mark.value, form }]
      : []
  })
  return { is: 'variants', by, variants }
}

function readList({ items, prefixItems, minItems }: JsonObject): EntryForm {
  const short = { is: 'short-list', options: null, hasNumbers: false } as const
  if (prefixItems !== undefined) return short
  const item = readForm(items ?? null)
  if (item.is === 'choice') return { ...short, options: item.options }
  if (item.is === 'number') return { ...short, hasNumbers: true }
  if (item.is === 'text' && (item.lengthMax ?? 0) <= shortLength) return short
  return { is: 'list', item, lengthMin: numberIn(minItems) ?? 0 }
}

function readObject(schema: JsonObject): EntryForm {
  const required = textsIn(schema['required'])
  const parts = partsIn(schema)
  if (parts.some(([name, part]) => name === 'type' && part['const'] === 'doc')) return { is: 'rich' }
  const read = parts.map(([name, part]) => ({ name, form: readForm(part), isRequired: required.includes(name) }))
  const isLocalised = locales.every((locale) => read.find(({ name }) => name === locale)?.form.is === 'text')
  const [first] = read
  if (isLocalised && read.length === locales.length && first?.form.is === 'text')
    return { is: 'localised', lengthMax: first.form.lengthMax }
  return { is: 'parts', parts: read }
}

// The parts of a record go by the names that its schema lists, and have one form.
function partsIn({ properties, propertyNames, additionalProperties }: JsonObject): readonly [string, JsonObject][] {
  if (properties !== undefined && isObject(properties))
    return Object.entries(properties).flatMap(([name, part]): [string, JsonObject][] =>
      isObject(part) ? [[name, part]] : [],
    )
  const names = propertyNames !== undefined && isObject(propertyNames) ? textsIn(propertyNames['enum']) : []
  const part = additionalProperties
  return part !== undefined && isObject(part) ? names.map((name): [string, JsonObject] => [name, part]) : []
}

// `null` comes as a type beside another one, or as a branch of its own.
function withoutNull(schema: JsonObject): [schema: JsonObject, isNullable: boolean] {
  const types = textsIn(schema['type'])
  if (types.includes('null')) return [{ ...schema, type: types.find((type) => type !== 'null') ?? null }, true]
  const branches = objectsIn(schema['anyOf'])
  const others = branches.filter((branch) => branch['type'] !== 'null')
  return others.length === branches.length ? [schema, false] : [{ anyOf: others }, true]
}

/** What a form begins with: nothing where nothing may be, and empty parts where there must be some. */
export function emptyOf(form: EntryForm): Json {
  if (form.initial !== undefined) return form.initial
  if (form.isNullable === true) return null
  switch (form.is) {
    case 'text':
      return ''
    case 'number':
      return null
    case 'switch':
      return false
    case 'rich':
      return { type: 'doc', content: [] }
    case 'fixed':
      return form.value
    case 'choice':
      return form.options[0] ?? ''
    case 'localised':
      return Object.fromEntries(locales.map((locale) => [locale, '']))
    case 'short-list':
      return []
    case 'list':
      return Array.from({ length: form.lengthMin }, () => emptyOf(form.item))
    case 'variants':
      return form.variants[0] === undefined ? null : emptyOf(form.variants[0].form)
    case 'parts':
      return Object.fromEntries(form.parts.flatMap(({ name, ...part }) => beginningOf(name, part)))
  }
}

function beginningOf(name: string, { form, isRequired }: Omit<FormPart, 'name'>): [string, Json][] {
  return isRequired || form.initial !== undefined ? [[name, emptyOf(form)]] : []
}

/** The same form where null does not stand in its place, and nothing is given. */
export function presentForm({ initial: _, isNullable: __, ...form }: EntryForm): EntryForm {
  return form
}

/** The variant that a value is of; the first for a value of none. */
export function variantOf(
  { by, variants }: Extract<EntryForm, { is: 'variants' }>,
  value: JsonObject,
): FormVariant | undefined {
  return variants.find((variant) => variant.value === value[by]) ?? variants[0]
}

/** A value turned into another variant; what both have stays. */
export function turnInto({ form }: FormVariant, value: JsonObject): Json {
  const kept = form.parts.flatMap(({ name, form: part }): [string, Json][] => {
    const had = value[name]
    return part.is === 'fixed' || had === undefined ? [] : [[name, had]]
  })
  const empty = emptyOf(form)
  return isObject(empty) ? { ...empty, ...Object.fromEntries(kept) } : empty
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function numberIn(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}
