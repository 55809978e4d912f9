import type { Child } from 'hono/jsx'
import { locales, type Locale, type Localised } from '#domain/locale'
import type { Words } from '../../words.ts'
import { guardFields } from '../form-guard.ts'
import { localeNames } from './document.tsx'

export type Topic = {
  readonly id: string
  readonly name: Localised
  readonly description: Localised
  readonly hard: boolean
}

/** One field at fault: its label, the id of its first control, and what would be right. */
export type FieldError = { readonly field: string; readonly label: string; readonly message: string }

/** Why a form came back: fields to mend, or one reason for the whole of it. */
export type FormErrors = {
  readonly fields: readonly FieldError[]
  readonly reason: { title: string; detail: string } | null
}

export const noErrors: FormErrors = { fields: [], reason: null }

/** The id of the control, or of the group of controls, of a field. */
export function controlId(field: string): string {
  return `field-${field}`
}

/** The message of a field, if it is at fault. */
export function messageFor(errors: FormErrors, field: string): string | undefined {
  return errors.fields.find((error) => error.field === field)?.message
}

/** What is wrong, on top of a form: takes the focus, and leads to each field. */
export function ErrorSummary({ words, errors }: { words: Words; errors: FormErrors }) {
  if (errors.reason === null && errors.fields.length === 0) return null
  return (
    <div class="error-box" role="alert" tabindex={-1} autofocus>
      <p class="strong">{errors.reason?.title ?? words.page('form.errorTitle', { count: errors.fields.length })}</p>
      {errors.reason && <p>{errors.reason.detail}</p>}
      {errors.fields.length > 0 && (
        <ul>
          {errors.fields.map(({ field, label, message }) => (
            <li>
              <a href={`#${controlId(field)}`}>{words.page('form.errorLine', { label, message })}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function FieldMessage({ field, message }: { field: string; message: string | undefined }) {
  if (message === undefined) return null
  return (
    <p class="field-message" id={`${controlId(field)}-message`}>
      {message}
    </p>
  )
}

/** The ids that describe a control: its hint, then its message. */
export function describedBy(
  field: string,
  { hint, message }: { hint?: string | undefined; message?: string | undefined },
) {
  const ids = [
    ...(hint === undefined ? [] : [`${controlId(field)}-hint`]),
    ...(message === undefined ? [] : [`${controlId(field)}-message`]),
  ]
  return ids.length === 0 ? undefined : ids.join(' ')
}

export function EmailField({
  label,
  hint,
  value,
  message,
}: {
  label: string
  hint: string
  value: string
  message: string | undefined
}) {
  return (
    <div class="field">
      <label class="label" for={controlId('email')}>
        {label}
      </label>
      <p class="hint" id={`${controlId('email')}-hint`}>
        {hint}
      </p>
      <input
        type="email"
        id={controlId('email')}
        name="email"
        value={value}
        autocomplete="email"
        autocapitalize="none"
        spellcheck={false}
        required
        aria-describedby={describedBy('email', { hint, message })}
        aria-invalid={message === undefined ? undefined : 'true'}
      />
      <FieldMessage field="email" message={message} />
    </div>
  )
}

/** The languages, each by its own name. */
export function LocaleChoice({ value }: { value: Locale }) {
  return (
    <div class="pair">
      {locales.map((locale, index) => (
        <label class="pick">
          <input
            type="radio"
            name="locale"
            value={locale}
            checked={locale === value}
            id={index === 0 ? controlId('locale') : undefined}
          />
          <span lang={locale}>{localeNames[locale]}</span>
        </label>
      ))}
    </div>
  )
}

/** The topics as boxes to tick, or as switches where a choice already holds. */
export function TopicChoice(props: {
  words: Words
  topics: readonly Topic[]
  chosen: readonly string[]
  look: 'boxes' | 'switches'
}) {
  const { words, topics, chosen, look } = props
  return (
    <ul class={`topics ${look}`}>
      {topics.map(({ id, name, description, hard }, index) => (
        <li>
          <label>
            <input
              type="checkbox"
              class={look === 'switches' ? 'switch' : undefined}
              role={look === 'switches' ? 'switch' : undefined}
              name="topics"
              value={id}
              checked={chosen.includes(id)}
              id={index === 0 ? controlId('topics') : undefined}
              aria-describedby={`topic-${id}`}
            />
            <span>
              <span class="strong">{name[words.locale]}</span>
              {hard && <span class="hard">{words.page('form.hard')}</span>}
            </span>
          </label>
          <p class="hint" id={`topic-${id}`}>
            {description[words.locale]}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The fields of a form that no person fills in. */
export function GuardFields({ words, stamp }: { words: Words; stamp: string }) {
  return (
    <>
      <input type="hidden" name={guardFields.stamp} value={stamp} />
      <input type="hidden" name={guardFields.proof} value="" data-proof="/altcha" />
      <div class="visually-hidden" aria-hidden="true">
        <label>
          {words.page('form.trap')}
          <input type="text" name={guardFields.trap} tabindex={-1} autocomplete="off" />
        </label>
      </div>
    </>
  )
}

/** A group of controls with one heading. */
export function Group(props: {
  field: string
  legend: string
  hint?: string
  message?: string | undefined
  children?: Child
}) {
  const { field, legend, hint, message, children } = props
  return (
    <fieldset class="field" aria-describedby={describedBy(field, { hint, message })}>
      <legend class="label">{legend}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${controlId(field)}-hint`}>
          {hint}
        </p>
      )}
      <FieldMessage field={field} message={message} />
      {children}
    </fieldset>
  )
}
