import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { libraryForms, libraryKinds } from '#domain/library-entry'
import { seedEntriesOf } from '#domain/seed-entry'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { emptyOf, readForm, turnInto, variantOf, type EntryForm } from '../../console/screens/library/entry-form.ts'
import { fieldNames, optionNames } from '../../console/screens/library/field-words.ts'
import { asJson, isObject, type Json } from '../../console/screens/library/json.ts'
import { readYearly, yearlyRule } from '../../console/screens/library/yearly-rule.ts'
import { seed } from '../domain/support/seed.ts'

const forms = new Map(
  libraryKinds.map((kind) => [
    kind,
    readForm(asJson(z.toJSONSchema(libraryForms[kind], { io: 'input', unrepresentable: 'any' }))),
  ]),
)

/** What a form shows of a value: the value again, but for what no form knows. */
function shownOf(form: EntryForm, value: Json): Json {
  if (value === null) return null
  switch (form.is) {
    case 'parts': {
      const object = isObject(value) ? value : {}
      return Object.fromEntries(
        form.parts.flatMap(({ name, form: part }): [string, Json][] => {
          const had = object[name]
          return had === undefined ? [] : [[name, shownOf(part, had)]]
        }),
      )
    }
    case 'variants': {
      const variant = isObject(value) ? variantOf(form, value) : undefined
      return variant === undefined ? null : shownOf(variant.form, value)
    }
    case 'list': {
      const parts: readonly Json[] = Array.isArray(value) ? value : []
      return parts.map((one) => shownOf(form.item, one))
    }
    case 'switch':
      return typeof value === 'boolean' ? value : null
    case 'number':
      return typeof value === 'number' ? value : null
    case 'text':
    case 'choice':
      return typeof value === 'string' ? value : null
    case 'short-list':
      return Array.isArray(value) ? value : null
    default:
      return value
  }
}

function namesIn(form: EntryForm): { readonly fields: string[]; readonly options: string[] } {
  const both = (found: readonly ReturnType<typeof namesIn>[]) => ({
    fields: found.flatMap(({ fields }) => fields),
    options: found.flatMap(({ options }) => options),
  })
  switch (form.is) {
    case 'choice':
      return { fields: [], options: [...form.options] }
    case 'short-list':
      return { fields: [], options: [...(form.options ?? [])] }
    case 'list':
      return namesIn(form.item)
    case 'variants':
      return both([
        { fields: [form.by], options: form.variants.map(({ value }) => value) },
        ...form.variants.map((variant) => namesIn(variant.form)),
      ])
    case 'parts':
      return both([
        { fields: form.parts.map(({ name }) => name), options: [] },
        ...form.parts.map((part) => namesIn(part.form)),
      ])
    default:
      return { fields: [], options: [] }
  }
}

describe('the form of an entry', () => {
  test('shows everything that the seed library has, and loses nothing of it', () => {
    const entries = seedEntriesOf(seed).filter(({ kind }) => kind !== 'fact')
    expect(entries.length).toBeGreaterThan(30)
    for (const { kind, id, entry } of entries) {
      const form = kind === 'fact' ? undefined : forms.get(kind)
      const json = asJson(JSON.parse(JSON.stringify(entry)))
      expect(form && shownOf(form, json), `${kind}/${id}`).toEqual(json)
    }
  })

  test('has words in every language for each field and each choice', () => {
    const found = [...forms.values()].map(namesIn)
    const known: readonly string[] = [...fieldNames, ...optionNames, 'en', 'ko']
    expect(found.flatMap(({ fields }) => fields).filter((name) => !known.includes(name))).toEqual([])
    const options: readonly string[] = optionNames
    expect(found.flatMap((names) => names.options).filter((name) => !options.includes(name))).toEqual([])
    for (const { console: words } of [en, ko]) {
      expect(Object.keys(words.library.field)).toEqual(expect.arrayContaining([...fieldNames]))
      expect(Object.keys(words.library.option)).toEqual(expect.arrayContaining([...optionNames]))
    }
  })

  test.each(libraryKinds)('begins %s with nothing but what has to be there, so that only words are missing', (kind) => {
    const form = forms.get(kind)
    if (form === undefined) throw new Error(`There is no form of ${kind}.`)
    const read = libraryForms[kind].safeParse(emptyOf(form))
    const places = (read.error?.issues ?? []).map(({ code, path }) => `${code} ${path.join('.')}`)
    expect(
      places.filter((place) => place.startsWith('unrecognized_keys') || place.startsWith('invalid_union')),
    ).toEqual([])
  })
})

describe('a part that can have several forms', () => {
  const rule = z.toJSONSchema(libraryForms.playbook.shape.series.element, { io: 'input', unrepresentable: 'any' })
  const form = readForm(asJson(rule))

  test('keeps what both have when it is turned into another', () => {
    if (form.is !== 'variants') throw new Error('A step is of several forms.')
    const letter = form.variants.find(({ value }) => value === 'letter')
    if (letter === undefined) throw new Error('A step can be a letter.')
    const turned = turnInto(letter, { kind: 'notice', offsetDays: -14, purpose: 'remind' })
    expect(turned).toMatchObject({ kind: 'letter', offsetDays: -14, purpose: 'remind', audienceTopics: [], ask: null })
    const notice = form.variants.find(({ value }) => value === 'notice')
    expect(notice && isObject(turned) && turnInto(notice, turned)).toEqual({
      kind: 'notice',
      offsetDays: -14,
      purpose: 'remind',
    })
  })
})

test('what a form does not know is a bug and said so, instead of a field that is left out', () => {
  expect(() => readForm({ type: 'object', properties: { odd: { type: 'blob' } } })).toThrow(/blob/)
  expect(() => readForm({ anyOf: [{ type: 'object' }, { type: 'boolean' }] })).toThrow(/which it is/)
})

describe('a day of every year', () => {
  test('is a rule, and is read from one', () => {
    expect(yearlyRule(7, 14)).toBe('FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14')
    expect(readYearly(yearlyRule(12, 10))).toEqual({ month: 12, day: 10 })
  })

  test.each([
    '',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=-1FR',
    'FREQ=MONTHLY;BYMONTHDAY=3',
    'FREQ=YEARLY;BYMONTH=3,4;BYMONTHDAY=1',
  ])('is none of %j', (rule) => {
    expect(readYearly(rule)).toEqual({ month: null, day: null })
  })
})
