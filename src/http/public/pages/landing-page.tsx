import type { Cause } from '#domain/cause'
import type { Locale } from '#domain/locale'
import type { Letterhead } from '#domain/mail-template'
import {
  controlId,
  EmailField,
  ErrorSummary,
  FieldMessage,
  Group,
  GuardFields,
  LocaleChoice,
  messageFor,
  TopicChoice,
  type FormErrors,
  type Topic,
} from '../parts/form-parts.tsx'
import { Arrow } from '../parts/icons.tsx'
import { LetterList, titleFor, type LetterSummary } from '../parts/letter-list.tsx'
import { formatDay } from '../dates.ts'
import type { Visit } from '../visit.ts'

/** What a person typed into the subscribe form; it is kept whenever the form comes back. */
export type TypedSubscription = {
  readonly email: string
  readonly locale: Locale
  readonly topics: readonly string[]
  readonly timeZone: string
  readonly hasConsented: boolean
}

type LandingProps = {
  readonly visit: Visit
  readonly letterhead: Letterhead
  readonly isOpen: boolean
  readonly topics: readonly Topic[]
  readonly letters: readonly LetterSummary[]
  readonly typed: TypedSubscription
  readonly errors: FormErrors
  /** Whether it was begun on another site. */
  readonly isBrought: boolean
  readonly stamp: string
}

/** What the letters are; lies in the sky, beside the form. */
export function LandingHero({ visit: { words, locale }, cause }: { visit: Visit; cause: Cause }) {
  return (
    <section class="wrap" aria-label={cause.title[locale]}>
      <div class="hero">
        <p class="eyebrow">{cause.eyebrow[locale]}</p>
        <h1>{words.page('landing.headline')}</h1>
        <p class="lead">{words.page('landing.lead')}</p>
      </div>
    </section>
  )
}

/** The subscribe form, what arrives, the promises and the latest letters. */
export function LandingPage(props: LandingProps) {
  const { visit, letters } = props
  const { words, locale, link } = visit
  const [latest] = letters
  return (
    <>
      <main class="wrap cols" id="main">
        {props.isOpen ? <SubscribeForm {...props} /> : <NotOpenYet visit={visit} />}
        <section class="what">
          <h2>{words.page('landing.whatTitle')}</h2>
          <dl>
            {([1, 2, 3] as const).map((number) => (
              <div>
                <dt>{words.page(`landing.what${number}Title`)}</dt>
                <dd>{words.page(`landing.what${number}Text`)}</dd>
              </div>
            ))}
          </dl>
          {latest && (
            <a class="peek card" href={link(`/letters/${latest.slug}`)}>
              <span class="line"></span>
              <span class="peek-head">
                <span class="small">
                  {words.page('landing.peekLabel', { date: formatDay(latest.sentAt.toPlainDate(), locale) })}
                </span>
                <span class="peek-title" lang={titleFor(latest, locale).locale}>
                  {titleFor(latest, locale).text}
                </span>
              </span>
              <span class="peek-action">
                {words.page('landing.peekAction')}
                <Arrow />
              </span>
            </a>
          )}
        </section>
      </main>
      <section class="wrap promise" aria-labelledby="promise">
        <h2 id="promise">{words.page('landing.promiseTitle')}</h2>
        <ul>
          {([1, 2, 3, 4, 5] as const).map((number) => (
            <li>{words.page(`landing.promise${number}`)}</li>
          ))}
        </ul>
      </section>
      {letters.length > 0 && (
        <section class="wrap latest" aria-labelledby="latest">
          <div class="latest-head">
            <h2 id="latest">{words.page('landing.latestTitle')}</h2>
            <a href={link('/letters')}>
              {words.page('landing.allLetters')}
              <Arrow />
            </a>
          </div>
          <LetterList visit={visit} letters={letters} />
        </section>
      )}
    </>
  )
}

function NotOpenYet({ visit: { words } }: { visit: Visit }) {
  return (
    <section class="card form">
      <h2>{words.page('form.notOpenTitle')}</h2>
      <p class="hint">{words.page('form.notOpenText')}</p>
    </section>
  )
}

function SubscribeForm({ visit, letterhead, topics, typed, errors, isBrought, stamp }: LandingProps) {
  const { words, locale, link } = visit
  const consentMessage = messageFor(errors, 'consent')
  return (
    <form
      class="card form"
      id="subscribe"
      method="post"
      action={link('/subscribe')}
      novalidate
      data-working={words.page('form.working')}
    >
      <h2>{words.page('form.title')}</h2>
      <p class="hint">{words.page(isBrought ? 'form.brought' : 'form.intro')}</p>
      <ErrorSummary words={words} errors={errors} />
      <EmailField
        label={words.page('form.email')}
        hint={words.page('form.emailHint')}
        value={typed.email}
        message={messageFor(errors, 'email')}
      />
      <Group field="locale" legend={words.page('form.locale')} message={messageFor(errors, 'locale')}>
        <LocaleChoice value={typed.locale} />
      </Group>
      <Group
        field="topics"
        legend={words.page('form.topics')}
        hint={words.page('form.topicsHint')}
        message={messageFor(errors, 'topics')}
      >
        <TopicChoice words={words} topics={topics} chosen={typed.topics} look="boxes" />
      </Group>
      <div class="field consent">
        <label>
          <input
            type="checkbox"
            name="consent"
            value="yes"
            id={controlId('consent')}
            checked={typed.hasConsented}
            required
            aria-describedby={consentMessage === undefined ? undefined : `${controlId('consent')}-message`}
            aria-invalid={consentMessage === undefined ? undefined : 'true'}
          />
          <span>
            {words.page('consent.text', { organisation: letterhead.name[locale] })} {words.page('consent.sensitive')}
          </span>
        </label>
        <p class="consent-link">
          <a href={link('/privacy')}>{words.page('consent.privacy')}</a>
        </p>
        <FieldMessage field="consent" message={consentMessage} />
      </div>
      <input type="hidden" name="timeZone" value={typed.timeZone} data-time-zone />
      <GuardFields words={words} stamp={stamp} />
      <button class="button" type="submit">
        {words.page('form.submit')}
      </button>
      <p class="hint after">{words.page('form.after')}</p>
    </form>
  )
}
