import type { Child } from 'hono/jsx'
import type { Visit } from '../visit.ts'
import { ContactLink } from './contact-link.tsx'
import { controlId, describedBy, FieldMessage } from './form-parts.tsx'

/** What every page about a letter’s code needs. */
export type VerifyProps = { readonly visit: Visit; readonly contactAddress: string }

/**
 * A page about a letter’s code, and what to do for whoever is still unsure.
 * @param isReported whether the letter has just been reported, so that nobody is asked to
 */
export function VerifyFrame(props: VerifyProps & { isReported?: boolean; children?: Child }) {
  const { visit, contactAddress, isReported = false, children } = props
  const { words, link } = visit
  return (
    <main class="wrap verify" id="main">
      {children}
      <section class="unsure" id="unsure">
        <h2>{words.page('verify.unsureTitle')}</h2>
        <p>
          {words.page('verify.unsureText')} <ContactLink address={contactAddress} />
        </p>
        {!isReported && (
          <p>
            <a href={link('/verify/report')}>{words.page('verify.report')}</a>
          </p>
        )}
        <p>{words.page('verify.opened')}</p>
      </section>
    </main>
  )
}

/** Room for a link or a message, which people paste as well; see `readTypedCode`. */
const pastedLengthMax = 4000

/** The field for a letter’s code. */
export function CodeForm({ visit, value, message }: { visit: Visit; value: string; message: string | undefined }) {
  const { words, link } = visit
  const hint = words.page('verify.codeHint')
  return (
    <form class="code-form" method="post" action={link('/verify')} novalidate>
      <label class="label" for={controlId('code')}>
        {words.page('verify.code')}
      </label>
      <p class="hint" id={`${controlId('code')}-hint`}>
        {hint}
      </p>
      <div class="code-row">
        <input
          class="code"
          type="text"
          id={controlId('code')}
          name="code"
          value={value}
          placeholder="7K4Q-2M9X-5"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxlength={pastedLengthMax}
          autofocus={message !== undefined}
          aria-describedby={describedBy('code', { hint, message })}
          aria-invalid={message === undefined ? undefined : 'true'}
        />
        <FieldMessage field="code" message={message} />
        <button class="button">{words.page('verify.button')}</button>
      </div>
    </form>
  )
}
