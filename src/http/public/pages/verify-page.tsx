import type { Child } from 'hono/jsx'
import { locales, type Localised } from '#domain/locale'
import { formatMoment } from '../dates.ts'
import { controlId, describedBy, FieldMessage } from '../parts/form-parts.tsx'
import { ContactLink } from '../parts/contact-link.tsx'
import { localeNames } from '../parts/document.tsx'
import { QuestionMark, Tick } from '../parts/icons.tsx'
import type { Visit } from '../visit.ts'

/** What is known of a letter with a certain code. Nothing of it is about a reader. */
export type KnownLetter = {
  readonly slug: string
  readonly subjects: Partial<Localised>
  readonly sentAt: Temporal.ZonedDateTime
  readonly sender: string
  readonly linkDomains: readonly string[]
}

type VerifyProps = {
  readonly visit: Visit
  readonly contactAddress: string
  readonly host: string
}

/** Asks for the code of a letter. */
export function VerifyPage({ message, ...props }: VerifyProps & { message: string | undefined }) {
  const { words } = props.visit
  return (
    <VerifyFrame {...props}>
      <h1>{words.page('verify.title')}</h1>
      <p class="lead">{words.page('verify.lead')}</p>
      <CodeForm visit={props.visit} value="" message={message} />
      <section class="signs">
        <h2>{words.page('verify.signsTitle')}</h2>
        <ol>
          {([1, 2, 3] as const).map((number) => (
            <li>
              <span class="strong">{words.page(`verify.sign${number}Title`, { host: props.host })}</span>
              <span>{words.page(`verify.sign${number}Text`)}</span>
            </li>
          ))}
        </ol>
      </section>
    </VerifyFrame>
  )
}

/** A letter has this code: what was sent, to be compared. It never says "safe". */
export function VerifiedPage({ code, letter, ...props }: VerifyProps & { code: string; letter: KnownLetter }) {
  const { words, locale, link } = props.visit
  const subjects = locales.flatMap((other) => {
    const subject = letter.subjects[other]
    return subject === undefined ? [] : [{ locale: other, subject }]
  })
  return (
    <VerifyFrame {...props}>
      <section class="result card">
        <div class="line"></div>
        <div class="inside">
          <p class="code-line">
            <code>{code}</code>
          </p>
          <h1>
            <Tick />
            {words.page('verify.foundTitle')}
          </h1>
          <p>{words.page('verify.foundText')}</p>
          <dl>
            <Row term={words.page('verify.subject')}>
              {subjects.map(({ locale: other, subject }) => (
                <span class="subject" lang={other}>
                  {subject}
                </span>
              ))}
            </Row>
            <Row term={words.page('verify.sentAt')}>
              {words.page('verify.sentFrom', { time: formatMoment(letter.sentAt, locale) })}
            </Row>
            <Row term={words.page('verify.sender')}>{letter.sender}</Row>
            <Row term={words.page('verify.links')}>
              {words.page('verify.linksOnly', { domains: letter.linkDomains.join(', ') })}
            </Row>
            <Row term={words.page('letter.languages')}>
              {subjects.map((each) => localeNames[each.locale]).join(', ')}
            </Row>
            <Row term={words.page('verify.phrase')}>{words.page('verify.phraseText')}</Row>
          </dl>
          <p>{words.page('verify.different')}</p>
          <p class="acts">
            <a class="button" href={link(`/letters/${letter.slug}`)}>
              {words.page('verify.read')}
            </a>
            <a href={link('/verify')}>{words.page('verify.another')}</a>
          </p>
        </div>
      </section>
    </VerifyFrame>
  )
}

/** No letter has this code: a slip, or a forgery. No alarm, and what to do. */
export function UnknownCodePage({ code, ...props }: VerifyProps & { code: string }) {
  const { words } = props.visit
  return (
    <VerifyFrame {...props}>
      <section class="result card">
        <div class="dashes"></div>
        <div class="inside">
          <h1>
            <QuestionMark />
            {words.page('verify.unknownTitle')}
          </h1>
          <p>{words.page('verify.unknownText')}</p>
          <CodeForm visit={props.visit} value={code} message={undefined} />
        </div>
      </section>
    </VerifyFrame>
  )
}

function VerifyFrame({ visit, contactAddress, children }: VerifyProps & { children?: Child }) {
  const { words } = visit
  return (
    <main class="wrap verify" id="main">
      {children}
      <section class="unsure" id="unsure">
        <h2>{words.page('verify.unsureTitle')}</h2>
        <p>
          {words.page('verify.unsureText')} <ContactLink address={contactAddress} />
        </p>
        <p>{words.page('verify.opened')}</p>
      </section>
    </main>
  )
}

function CodeForm({ visit, value, message }: { visit: Visit; value: string; message: string | undefined }) {
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
          maxlength={40}
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

function Row({ term, children }: { term: string; children?: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
