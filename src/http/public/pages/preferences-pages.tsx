import type { Preferences } from '#actions/read-preferences'
import { localeSchema } from '#domain/locale-schema'
import { formatMoment } from '../dates.ts'
import {
  EmailField,
  ErrorSummary,
  FieldMessage,
  GuardFields,
  LocaleChoice,
  messageFor,
  TopicChoice,
  type FormErrors,
} from '../parts/form-parts.tsx'
import { Tick } from '../parts/icons.tsx'
import { Moment } from '../parts/moment.tsx'
import {
  CadenceSetting,
  LookSetting,
  PauseSetting,
  QuietSetting,
  Setting,
  TimeZoneSetting,
} from '../parts/preference-sections.tsx'
import type { Visit } from '../visit.ts'

type PreferencesProps = {
  readonly visit: Visit
  readonly path: string
  /** As stored; `choices` as stored or as just typed. */
  readonly preferences: Preferences
  readonly wantsNewPhrase: boolean
  readonly errors: FormErrors
  readonly isSaved: boolean
}

/** A reader's choices. It prints no more of the address than its owner needs to know it by. */
export function PreferencesPage(props: PreferencesProps) {
  const { visit, path, preferences, wantsNewPhrase, errors, isSaved } = props
  const { choices, offered, maskedAddress, phrase, expiresAt, unsubscribeToken } = preferences
  const { words, link, locale } = visit
  const section = { words, choices, errors }
  const chosenLocale = localeSchema.safeParse(choices.locale)
  return (
    <main class="wrap prefs" id="main">
      <h1>{words.page('preferences.title')}</h1>
      <p class="hint note">{words.page('preferences.note', { moment: formatMoment(expiresAt, locale) })}</p>
      <form method="post" action={link(path)} novalidate>
        <ErrorSummary words={words} errors={errors} />
        <Setting title={words.page('preferences.address')}>
          <p class="inline">
            <span class="mono">{maskedAddress}</span>
            <a href={link(`${path}/address`)}>{words.page('preferences.changeAddress')}</a>
          </p>
        </Setting>
        <Setting title={words.page('preferences.locale')} id="set-locale">
          <div role="group" aria-labelledby="set-locale">
            <LocaleChoice value={chosenLocale.success ? chosenLocale.data : preferences.locale} />
            <p class="hint below">{words.page('preferences.localeHint')}</p>
            <FieldMessage field="locale" message={messageFor(errors, 'locale')} />
          </div>
        </Setting>
        <Setting title={words.page('preferences.topics')} id="set-topics">
          <div role="group" aria-labelledby="set-topics">
            <p class="hint">{words.page('preferences.topicsHint')}</p>
            <FieldMessage field="topics" message={messageFor(errors, 'topics')} />
            <TopicChoice words={words} topics={preferences.topics} chosen={choices.topics} look="switches" />
          </div>
        </Setting>
        <CadenceSetting {...section} days={offered.days} />
        <PauseSetting {...section} />
        <QuietSetting {...section} holidays={offered.holidays} />
        <TimeZoneSetting {...section} />
        <LookSetting {...section} />
        <Setting title={words.page('preferences.phrase')}>
          <div>
            <p class="own-phrase" lang={/\p{Script=Hangul}/u.test(phrase) ? 'ko' : 'en'}>
              {phrase}
            </p>
            <p class="hint">{words.page('preferences.phraseHint')}</p>
            <ul class="options">
              <li>
                <label>
                  <input type="checkbox" name="wantsNewPhrase" value="yes" checked={wantsNewPhrase} />
                  <span>{words.page('preferences.newPhrase')}</span>
                </label>
              </li>
            </ul>
          </div>
        </Setting>
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
        <ul>
          <EndLine href={link(`/u/${unsubscribeToken}`)} words={words} act="unsubscribe" />
          <EndLine href={link(`${path}/data`)} words={words} act="ownData" />
          <EndLine href={link(`${path}/erase`)} words={words} act="erase" />
        </ul>
      </section>
    </main>
  )
}

function EndLine(props: { href: string; words: Visit['words']; act: 'unsubscribe' | 'ownData' | 'erase' }) {
  const { href, words, act } = props
  return (
    <li>
      <a class="button quiet" href={href}>
        {words.page(`preferences.${act}`)}
      </a>
      <span class="hint">{words.page(`preferences.${act}Hint`)}</span>
    </li>
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
