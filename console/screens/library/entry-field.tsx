import { NumberInput, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { locales } from '#domain/locale'
import { languageNames } from '../../parts/language-names.ts'
import { LocalisedInput } from '../../parts/localised-input.tsx'
import { useWords } from '../../words.tsx'
import type { EntryFieldProps } from './entry-field-props.ts'
import { EntryList } from './entry-list.tsx'
import { useFieldWords } from './field-words.ts'
import { isLocalisedText, isObject, isRichNode, type Json, type JsonObject } from './json.ts'
import styles from './library.module.css'
import { RichTextField } from './rich-text-field.tsx'

/** What says of which form an entry is, or by which others know it: another one would be another entry. */
const fixedNames: readonly string[] = ['id', 'type', 'kind', 'from', 'mode', 'observance', 'result']

// Beyond this a line of a phone’s width is not enough.
const longText = 20

/** One part of an entry, by what it is: a text, texts in every language, a number, a list, or parts with names. */
function EntryField(props: EntryFieldProps) {
  const { path, value, onChange, faults, isDisabled } = props
  const fieldWords = useFieldWords()
  const name = path.at(-1) ?? ''
  const label = fieldWords(name)
  const field = path.join('.')
  if (isLocalisedText(value)) {
    const isLong = Math.max(value.en.length, value.ko.length) > longText
    return <LocalisedInput {...{ label, field, value, onChange, faults, isLong, isDisabled }} />
  }
  if (isRichNode(value)) return <RichTextField {...props} label={label} value={value} />
  if (isObject(value)) return <EntryParts {...props} label={label} value={value} />
  if (Array.isArray(value)) {
    const texts = value.filter((one) => typeof one === 'string')
    if (texts.length < value.length) return <EntryList {...props} label={label} value={value} Field={EntryField} />
    return (
      <TagsInput
        size="md"
        label={label}
        value={texts}
        disabled={isDisabled}
        onChange={onChange}
        error={faults[field]}
        acceptValueOnBlur
      />
    )
  }
  return <EntryLeaf {...props} label={label} />
}

function EntryLeaf({ path, value, onChange, faults, isDisabled, label }: EntryFieldProps & { readonly label: string }) {
  const name = path.at(-1) ?? ''
  const error = faults[path.join('.')]
  if (typeof value === 'boolean')
    return (
      <Switch
        label={label}
        checked={value}
        disabled={isDisabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    )
  if (typeof value === 'number')
    return (
      <NumberInput
        size="md"
        hideControls
        label={label}
        value={value}
        disabled={isDisabled}
        onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
        error={error}
      />
    )
  const text = typeof value === 'string' ? value : ''
  const common = { label, value: text, disabled: isDisabled || fixedNames.includes(name), error }
  const take = (typed: string): void => onChange(typed === '' && value === null ? null : typed)
  return text.length > longText ? (
    <Textarea {...common} autosize onChange={({ currentTarget }) => take(currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={({ currentTarget }) => take(currentTarget.value)} />
  )
}

type EntryPartsProps = Omit<EntryFieldProps, 'value'> & { readonly label: string; readonly value: JsonObject }

/** Parts with names, under a name of their own. */
function EntryParts({ label, value, ...props }: EntryPartsProps) {
  const isByLanguage = locales.every((locale) => locale in value)
  const name = props.path.at(-1) ?? ''
  const language = locales.find((locale) => locale === name)
  return (
    <fieldset className={styles['group']} lang={language}>
      <legend>{language === undefined ? label : languageNames[language]}</legend>
      <div className={isByLanguage ? styles['languages'] : styles['fields']}>
        <EntryFields {...props} value={value} />
      </div>
    </fieldset>
  )
}

/** Every part of an entry, in its own order. */
export function EntryFields({ path, value, onChange, ...common }: Omit<EntryPartsProps, 'label'>) {
  const words = useWords()
  const names = Object.keys(value)
  return (
    <>
      {names.map((name) => {
        const part = value[name] ?? null
        if (isNothing(name, part)) return <NothingHere key={name} name={name} said={words('library.none')} />
        return (
          <EntryField
            key={name}
            {...common}
            path={[...path, name]}
            value={part}
            onChange={(changed) => onChange({ ...value, [name]: changed })}
          />
        )
      })}
    </>
  )
}

/** What may be absent or empty and can be filled in a form; of everything else nobody could see what belongs there. */
const fillable: readonly string[] = [
  'defaultIssue',
  'sourceUrl',
  'note',
  'contentNote',
  'follows',
  'topics',
  'audienceTopics',
  'languages',
  'dates',
  'countries',
]

function isNothing(name: string, part: Json): boolean {
  return (part === null || (Array.isArray(part) && part.length === 0)) && !fillable.includes(name)
}

function NothingHere({ name, said }: { readonly name: string; readonly said: string }) {
  const fieldWords = useFieldWords()
  return (
    <p className="hint">
      {fieldWords(name)}: {said}
    </p>
  )
}
