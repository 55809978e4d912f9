import { MultiSelect, NumberInput, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { GrowingText } from '../../parts/growing-text.tsx'
import { LocalisedInput } from '../../parts/localised-input.tsx'
import type { EntryFieldProps, FieldOf } from './entry-field-props.ts'
import { EntryList } from './entry-list.tsx'
import { EntryGroup, EntryVariants } from './entry-parts.tsx'
import { FactField } from './fact-field.tsx'
import { useFieldWords, useHintWords, useOptionWords } from './field-words.ts'
import { isLocalisedText } from './json.ts'
import { RuleField } from './rule-field.tsx'
import { isReference, ReferenceField, ReferencesField } from './reference-field.tsx'
import { RichTextField } from './rich-text-field.tsx'

/** What stands on more than one line of a phone. */
const longText = 80

/** One part of an entry, by its form. */
export function EntryField(props: EntryFieldProps) {
  const { path, form, ...common } = props
  const label = useFieldWords()(path)
  switch (form.is) {
    case 'fixed':
      return null
    case 'localised':
      return <LocalisedField {...props} form={form} label={label} />
    case 'rich':
      return <RichTextField {...common} path={path} label={label} />
    case 'parts':
      return <EntryGroup {...props} form={form} label={label} Field={EntryField} />
    case 'variants':
      return <EntryVariants {...props} form={form} label={label} Field={EntryField} />
    case 'list':
      return <EntryList {...props} form={form} label={label} Field={EntryField} />
    case 'short-list':
      return <ShortListField {...props} form={form} label={label} />
    case 'choice':
      return <ChoiceField {...props} form={form} label={label} />
    case 'switch':
      return <SwitchField {...common} label={label} />
    case 'number':
      return <NumberField {...props} form={form} label={label} />
    case 'text':
      return <TextField {...props} form={form} label={label} />
  }
}

function LocalisedField({ path, form, value, onChange, faults, isDisabled, label }: FieldOf<'localised'>) {
  return (
    <LocalisedInput
      label={label}
      field={path.join('.')}
      value={isLocalisedText(value) ? value : { en: '', ko: '' }}
      onChange={onChange}
      faults={faults}
      isLong={form.lengthMax === null || form.lengthMax > longText}
      isDisabled={isDisabled}
    />
  )
}

function ShortListField({ path, form, value, onChange, faults, isDisabled, label }: FieldOf<'short-list'>) {
  const optionWords = useOptionWords()
  const hintWords = useHintWords()
  const texts = Array.isArray(value) ? value.map(String).filter((text) => text !== '') : []
  const common = { label, value: texts, disabled: isDisabled, error: faultAt(path, faults) }
  const name = path.at(-1) ?? ''
  if (isReference(name)) return <ReferencesField {...common} name={name} onChange={onChange} />
  if (form.options !== null) {
    const data = form.options.map((option) => ({ value: option, label: optionWords(option) }))
    return <MultiSelect {...common} size="md" data={data} onChange={onChange} />
  }
  return (
    <TagsInput
      {...common}
      size="md"
      description={hintWords(path)}
      onChange={(typed) => onChange(form.hasNumbers ? typed.map(Number) : typed)}
      acceptValueOnBlur
    />
  )
}

function ChoiceField({ path, form, value, onChange, faults, isDisabled, label }: FieldOf<'choice'>) {
  const optionWords = useOptionWords()
  return (
    <Select
      size="md"
      label={label}
      data={form.options.map((option) => ({ value: option, label: optionWords(option) }))}
      value={typeof value === 'string' ? value : null}
      allowDeselect={form.isNullable === true}
      disabled={isDisabled}
      onChange={onChange}
      error={faultAt(path, faults)}
    />
  )
}

function SwitchField({ value, onChange, isDisabled, label }: Omit<FieldOf<'switch'>, 'form' | 'path'>) {
  return (
    <Switch
      label={label}
      checked={value === true}
      disabled={isDisabled}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  )
}

function NumberField({ path, value, onChange, faults, isDisabled, label }: FieldOf<'number'>) {
  return (
    <NumberInput
      size="md"
      hideControls
      label={label}
      value={typeof value === 'number' ? value : ''}
      disabled={isDisabled}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
      error={faultAt(path, faults)}
    />
  )
}

function TextField({ path, form, value, onChange, faults, isDisabled, label }: FieldOf<'text'>) {
  const hintWords = useHintWords()
  const name = path.at(-1) ?? ''
  const text = typeof value === 'string' ? value : ''
  const take = (typed: string | null): void => onChange((typed ?? '') === '' && form.isNullable ? null : (typed ?? ''))
  const common = { label, value: text, disabled: isDisabled, error: faultAt(path, faults) }
  const description = hintWords(path)
  if (isReference(name)) return <ReferenceField {...common} name={name} onChange={take} />
  if (name === 'rrule') return <RuleField {...common} description={description} onChange={take} />
  if (name === 'factId') return <FactField {...common} onChange={take} />
  const onType = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void =>
    take(currentTarget.value)
  return form.lengthMax !== null && form.lengthMax > longText ? (
    <GrowingText {...common} description={description} size="md" onChange={onType} />
  ) : (
    <TextInput {...common} description={description} type={form.isDate ? 'date' : 'text'} onChange={onType} />
  )
}

function faultAt(path: readonly string[], faults: EntryFieldProps['faults']): string | undefined {
  return faults[path.join('.')]
}
