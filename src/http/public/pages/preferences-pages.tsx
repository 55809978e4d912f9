import type { Locale } from '#domain/locale'
import {
  controlId,
  describedBy,
  EmailField,
  ErrorSummary,
  FieldMessage,
  GuardFields,
  LocaleChoice,
  messageFor,
  TopicChoice,
  type FormErrors,
  type Topic,
} from '../parts/form-parts.tsx'
import { Tick } from '../parts/icons.tsx'
import { Moment } from '../parts/moment.tsx'
import { timeZoneGroups } from '../time-zones.ts'
import type { Visit } from '../visit.ts'

/** A reader's choices, as stored or as just typed. */
export type Choices = {
  readonly locale: Locale
  readonly topics: readonly string[]
  readonly timeZone: string | null
}

type PreferencesProps = {
  readonly visit: Visit
  readonly path: string
  readonly topics: readonly Topic[]
  readonly choices: Choices
  readonly errors: FormErrors
  readonly isSaved: boolean
  readonly unsubscribePath: string
}

/** A reader's choices. It never prints the address. */
export function PreferencesPage(props: PreferencesProps) {
  const { visit, path, topics, choices, errors, isSaved, unsubscribePath } = props
  const { words, link } = visit
  return (
    <main class="wrap prefs" id="main">
      <h1>{words.page('preferences.title')}</h1>
      <p class="hint note">{words.page('preferences.note')}</p>
      <form method="post" action={link(path)} novalidate>
        <ErrorSummary words={words} errors={errors} />
        <section class="set">
          <h2 id="set-locale">{words.page('preferences.locale')}</h2>
          <div role="group" aria-labelledby="set-locale">
            <LocaleChoice value={choices.locale} />
            <p class="hint below">{words.page('preferences.localeHint')}</p>
            <FieldMessage field="locale" message={messageFor(errors, 'locale')} />
          </div>
        </section>
        <section class="set">
          <h2 id="set-topics">{words.page('preferences.topics')}</h2>
          <div role="group" aria-labelledby="set-topics">
            <p class="hint">{words.page('preferences.topicsHint')}</p>
            <FieldMessage field="topics" message={messageFor(errors, 'topics')} />
            <TopicChoice words={words} topics={topics} chosen={choices.topics} look="switches" />
          </div>
        </section>
        <section class="set">
          <h2>{words.page('preferences.arrival')}</h2>
          <TimeZoneField visit={visit} value={choices.timeZone} message={messageFor(errors, 'timeZone')} />
        </section>
        <div class="save">
          <button class="button">{words.page('preferences.save')}</button>
          {isSaved && (
            <p class="hint" role="status">
              <Tick />
              {words.page('preferences.saved')}
            </p>
          )}
        </div>
      </form>
      <section class="set end">
        <h2>{words.page('preferences.leaving')}</h2>
        <p>
          <a class="button quiet" href={link(unsubscribePath)}>
            {words.page('preferences.unsubscribe')}
          </a>
          <span class="hint">{words.page('preferences.unsubscribeHint')}</span>
        </p>
      </section>
    </main>
  )
}

function TimeZoneField({ visit, value, message }: { visit: Visit; value: string | null; message: string | undefined }) {
  const { words, locale } = visit
  const groups = timeZoneGroups(locale)
  const isListed = value === null || groups.some((group) => group.zones.some(({ id }) => id === value))
  return (
    <div>
      <label class="label" for={controlId('timeZone')}>
        {words.page('preferences.timeZone')}
      </label>
      <p class="hint" id={`${controlId('timeZone')}-hint`}>
        {words.page('preferences.timeZoneHint')}
      </p>
      <select
        id={controlId('timeZone')}
        name="timeZone"
        aria-describedby={describedBy('timeZone', { hint: words.page('preferences.timeZoneHint'), message })}
      >
        <option value="">{words.page('preferences.timeZoneNone')}</option>
        {!isListed && (
          <option value={value} selected>
            {value}
          </option>
        )}
        {groups.map(({ region, zones }) => (
          <optgroup label={words.page(`regions.${region}`)}>
            {zones.map(({ id, name }) => (
              <option value={id} selected={id === value}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <FieldMessage field="timeZone" message={message} />
    </div>
  )
}

/** Asks for the address to which a preferences link is mailed. */
export function AskForPreferencesPage(props: { visit: Visit; email: string; errors: FormErrors; stamp: string }) {
  const { visit, email, errors, stamp } = props
  const { words, link } = visit
  return (
    <Moment title={words.page('preferences.askTitle')}>
      <form method="post" action={link('/preferences')} novalidate data-working={words.page('form.working')}>
        <ErrorSummary words={words} errors={errors} />
        <EmailField
          label={words.page('form.email')}
          hint={words.page('preferences.askText')}
          value={email}
          message={messageFor(errors, 'email')}
        />
        <GuardFields words={words} stamp={stamp} />
        <button class="button">{words.page('preferences.askButton')}</button>
      </form>
    </Moment>
  )
}
