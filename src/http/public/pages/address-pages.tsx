import { limits } from '#domain/limits'
import { EmailField, ErrorSummary, messageFor, type FormErrors } from '../parts/form-parts.tsx'
import { Moment } from '../parts/moment.tsx'
import type { Visit } from '../visit.ts'

type PageProps = { readonly visit: Visit }

/** Asks for the address to which letters shall go from now on. */
export function ChangeAddressPage(
  props: PageProps & { path: string; backPath: string; maskedAddress: string; email: string; errors: FormErrors },
) {
  const { visit, path, backPath, maskedAddress, email, errors } = props
  const { words, link } = visit
  return (
    <Moment title={words.page('address.title')}>
      <p>{words.page('address.text', { address: maskedAddress })}</p>
      <form method="post" action={link(path)} novalidate data-working={words.page('form.working')}>
        <ErrorSummary words={words} errors={errors} />
        <EmailField
          label={words.page('address.email')}
          hint={words.page('address.hint')}
          value={email}
          message={messageFor(errors, 'email')}
        />
        <div class="acts">
          <button class="button">{words.page('address.button')}</button>
          <a href={link(backPath)}>{words.page('address.back')}</a>
        </div>
      </form>
    </Moment>
  )
}

/** After asking: the same for every address. */
export function AddressAskedPage({ visit: { words, link }, backPath }: PageProps & { backPath: string }) {
  return (
    <Moment title={words.page('address.askedTitle')}>
      <p>{words.page('address.askedText', { hours: limits.addressChangeHours })}</p>
      <ul class="notes">
        <li>{words.page('address.askedUntil')}</li>
        <li>{words.page('sent.wait')}</li>
        <li>{words.page('sent.same')}</li>
      </ul>
      <a class="button quiet" href={link(backPath)}>
        {words.page('address.back')}
      </a>
    </Moment>
  )
}

/** The step before the new address takes over: one button. */
export function ConfirmAddressPage({ visit: { words, link }, path }: PageProps & { path: string }) {
  return (
    <Moment title={words.page('address.confirmTitle')}>
      <p>{words.page('address.confirmText')}</p>
      <form method="post" action={link(path)}>
        <button class="button">{words.page('address.confirmButton')}</button>
      </form>
      <p class="hint below">{words.page('address.unchanged')}</p>
    </Moment>
  )
}

export function AddressChangedPage({ visit: { words, link } }: PageProps) {
  return (
    <Moment title={words.page('address.doneTitle')}>
      <p>{words.page('address.doneText')}</p>
      <ul class="notes">
        <li>{words.page('address.doneOld')}</li>
        <li>{words.page('address.doneLinks')}</li>
      </ul>
      <a class="button quiet" href={link('/letters')}>
        {words.page('confirm.read')}
      </a>
    </Moment>
  )
}
