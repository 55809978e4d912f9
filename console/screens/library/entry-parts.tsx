import { Button, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { locales } from '#domain/locale'
import { languageNames } from '../../parts/language-names.ts'
import { useWords } from '../../words.tsx'
import type { EntryFieldProps, FieldOf } from './entry-field-props.ts'
import { emptyOf, presentForm, turnInto, variantOf, type EntryForm, type FormPart } from './entry-form.ts'
import { useFieldWords, useOptionWords } from './field-words.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import styles from './library.module.css'

type Field = (props: EntryFieldProps) => ReactNode

type EntryPartsProps = Omit<EntryFieldProps, 'form' | 'value'> & {
  readonly parts: readonly FormPart[]
  readonly value: JsonObject
  /** Shows one part. */
  readonly Field: Field
}

/** Every part of an entry in the order of its form; what may be absent can be added and taken out. */
export function EntryParts({ path, parts, value, onChange, Field, ...common }: EntryPartsProps) {
  const set = (name: string, changed: Json): void => onChange({ ...value, [name]: changed })
  const drop = (dropped: string): void =>
    onChange(Object.fromEntries(Object.entries(value).filter(([name]) => name !== dropped)))
  return parts.map(({ name, form, isRequired }) => {
    const part = value[name]
    const field = { ...common, path: [...path, name] }
    if (isAbsent(form, part))
      return <AbsentPart key={name} {...field} onAdd={() => set(name, emptyOf(presentForm(form)))} />
    const shown = <Field {...field} form={form} value={part ?? null} onChange={(changed) => set(name, changed)} />
    const isRemovable = form.initial === undefined ? !isRequired || isNullPart(form) : isNullPart(form)
    if (!isRemovable || common.isDisabled) return <Held key={name}>{shown}</Held>
    const remove = (): void => (form.isNullable === true ? set(name, null) : drop(name))
    return (
      <Held key={name}>
        {shown}
        <RemoveButton path={field.path} onRemove={remove} />
      </Held>
    )
  })
}

function Held({ children }: { readonly children: ReactNode }) {
  return <div className={styles['held']}>{children}</div>
}

/** Parts with names, under a name of their own. */
export function EntryGroup({ form, label, value, path, ...common }: FieldOf<'parts'> & { readonly Field: Field }) {
  const isByLanguage = locales.every((locale) => form.parts.some(({ name }) => name === locale))
  const language = locales.find((locale) => locale === path.at(-1))
  return (
    <fieldset className={styles['group']} lang={language}>
      <legend>{language === undefined ? label : languageNames[language]}</legend>
      <div className={isByLanguage ? styles['languages'] : styles['fields']}>
        <EntryParts {...common} path={path} parts={form.parts} value={isObject(value) ? value : {}} />
      </div>
    </fieldset>
  )
}

/** A part that can have one of several forms: which one it has is chosen, and what both have stays. */
export function EntryVariants({
  form,
  label,
  value,
  path,
  ...common
}: FieldOf<'variants'> & { readonly Field: Field }) {
  const fieldWords = useFieldWords()
  const optionWords = useOptionWords()
  const object = isObject(value) ? value : {}
  const variant = variantOf(form, object)
  if (variant === undefined) return null
  const choose = (chosen: string | null): void => {
    const next = form.variants.find((one) => one.value === chosen)
    if (next !== undefined && next !== variant) common.onChange(turnInto(next, object))
  }
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      <div className={styles['fields']}>
        <Select
          size="md"
          label={fieldWords([...path, form.by])}
          data={form.variants.map((one) => ({ value: one.value, label: optionWords(one.value) }))}
          value={variant.value}
          allowDeselect={false}
          disabled={common.isDisabled}
          onChange={choose}
        />
        <EntryParts
          {...common}
          path={path}
          parts={variant.form.parts.filter((part) => part.name !== form.by)}
          value={object}
        />
      </div>
    </fieldset>
  )
}

type AbsentPartProps = Pick<EntryFieldProps, 'path' | 'faults' | 'isDisabled'> & { readonly onAdd: () => void }

function AbsentPart({ path, faults, isDisabled, onAdd }: AbsentPartProps) {
  const words = useWords()
  const label = usePartName()(path)
  const fault = faults[path.join('.')]
  return (
    <div className={styles['absent']}>
      <span>
        {label} <span className="hint">{words('library.none')}</span>
        {fault !== undefined && <span className={styles['fault']}> {fault}</span>}
      </span>
      {!isDisabled && (
        <Button size="xs" variant="default" onClick={onAdd} aria-label={`${words('library.act.add')}: ${label}`}>
          {words('library.act.add')}
        </Button>
      )}
    </div>
  )
}

function RemoveButton({ path, onRemove }: { readonly path: readonly string[]; readonly onRemove: () => void }) {
  const words = useWords()
  const name = usePartName()(path)
  return (
    <div className={styles['acts']}>
      <Button size="xs" variant="subtle" color="plum" onClick={onRemove}>
        {words('library.act.removePart', { name })}
      </Button>
    </div>
  )
}

/** What a part is called; a language by its own name. */
function usePartName(): (path: readonly string[]) => string {
  const fieldWords = useFieldWords()
  return (path) => {
    const language = locales.find((locale) => locale === path.at(-1))
    return language === undefined ? fieldWords(path) : languageNames[language]
  }
}

// Texts, numbers and choices are simply left empty.
function isNullPart(form: EntryForm): boolean {
  return form.isNullable === true && ['parts', 'variants', 'localised', 'rich', 'list'].includes(form.is)
}

function isAbsent(form: EntryForm, part: Json | undefined): boolean {
  return part === undefined || (part === null && isNullPart(form))
}
