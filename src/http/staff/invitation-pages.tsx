import type { StaffRole } from '#domain/staff'
import {
  controlId,
  describedBy,
  EmailField,
  ErrorSummary,
  FieldMessage,
  messageFor,
  type FormErrors,
} from '../public/parts/form-parts.tsx'
import { Moment } from '../public/parts/moment.tsx'
import type { Visit } from '../public/visit.ts'
import { passwordLength } from './password.ts'
import type { StaffWords } from './staff-words.ts'

/** What somebody typed that is shown again; never the password. */
export type Typed = { readonly name: string; readonly email: string }

type InvitationProps = {
  readonly visit: Visit
  readonly words: StaffWords
  readonly path: string
  readonly role: StaffRole
  readonly typed: Typed
  readonly errors: FormErrors
}

/** The form behind an invitation link. */
export function InvitationPage({ visit, words, path, role, typed, errors }: InvitationProps) {
  return (
    <Moment title={words('invitation.title')}>
      <p>{words('invitation.text', { role })}</p>
      <form method="post" action={visit.link(path)} novalidate data-working={visit.words.page('form.working')}>
        <ErrorSummary words={visit.words} errors={errors} />
        <TextField
          field="name"
          type="text"
          label={words('invitation.name')}
          hint={words('invitation.nameHint')}
          value={typed.name}
          autocomplete="name"
          message={messageFor(errors, 'name')}
        />
        <EmailField
          label={words('invitation.email')}
          hint={words('invitation.emailHint')}
          value={typed.email}
          message={messageFor(errors, 'email')}
        />
        <TextField
          field="password"
          type="password"
          label={words('invitation.password')}
          hint={words('invitation.passwordHint', { min: passwordLength.min })}
          value=""
          autocomplete="new-password"
          message={messageFor(errors, 'password')}
        />
        <button class="button">{words('invitation.button')}</button>
      </form>
      <p class="hint below">{words('invitation.unchanged')}</p>
    </Moment>
  )
}

/** The account is there. */
export function JoinedPage({ visit, words }: Pick<InvitationProps, 'visit' | 'words'>) {
  return (
    <Moment title={words('invitation.doneTitle')}>
      <p>{words('invitation.doneText')}</p>
      <ul class="notes">
        <li>{words('invitation.doneFactor')}</li>
        <li>{words('invitation.doneLink')}</li>
        <li>{words('invitation.doneCare')}</li>
      </ul>
      <a class="button" href={visit.link('/console/')}>
        {words('invitation.doneButton')}
      </a>
    </Moment>
  )
}

type TextFieldProps = {
  readonly field: string
  readonly type: 'text' | 'password'
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly autocomplete: string
  readonly message: string | undefined
}

function TextField({ field, type, label, hint, value, autocomplete, message }: TextFieldProps) {
  return (
    <div class="field">
      <label class="label" for={controlId(field)}>
        {label}
      </label>
      <p class="hint" id={`${controlId(field)}-hint`}>
        {hint}
      </p>
      <input
        type={type}
        id={controlId(field)}
        name={field}
        value={value}
        autocomplete={autocomplete}
        required
        aria-describedby={describedBy(field, { hint, message })}
        aria-invalid={message === undefined ? undefined : 'true'}
      />
      <FieldMessage field={field} message={message} />
    </div>
  )
}
