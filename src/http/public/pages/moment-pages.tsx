import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { Letterhead } from '#domain/mail-template'
import { Moment } from '../parts/moment.tsx'
import type { Visit } from '../visit.ts'

type MomentProps = { readonly visit: Visit }

/** After the subscribe form: the same for every address. */
export function SentPage({ visit: { words } }: MomentProps) {
  return (
    <Moment title={words.page('sent.title')}>
      <p>{words.page('sent.text')}</p>
      <ul class="notes">
        <li>{words.page('sent.wait')}</li>
        <li>{words.page('sent.again')}</li>
        <li>{words.page('sent.expiry', { days: limits.pendingSubscriptionDays })}</li>
        <li>{words.page('sent.same')}</li>
      </ul>
    </Moment>
  )
}

/** The step before a subscription: one button. */
export function ConfirmPage(props: MomentProps & { letterhead: Letterhead; lettersIn: Locale; path: string }) {
  const { visit, letterhead, lettersIn, path } = props
  const { words, link } = visit
  const organisation = letterhead.name[visit.locale]
  return (
    <Moment title={words.page('confirm.title')}>
      <p>{words.page('confirm.text', { organisation, lettersIn })}</p>
      <form method="post" action={link(path)}>
        <button class="button">{words.page('confirm.button')}</button>
      </form>
      <p class="hint below">{words.page('confirm.unchanged')}</p>
    </Moment>
  )
}

/** The subscription is confirmed: the reader's phrase, once, large. */
export function ConfirmedPage(props: MomentProps & { phrase: string; phraseLocale: Locale }) {
  const { visit, phrase, phraseLocale } = props
  const { words, link } = visit
  return (
    <Moment title={words.page('confirm.doneTitle')}>
      <p>{words.page('confirm.phraseText')}</p>
      <p class="phrase" lang={phraseLocale}>
        {phrase}
      </p>
      <ul class="notes">
        <li>{words.page('confirm.phraseRule')}</li>
        <li>{words.page('confirm.phraseKeep')}</li>
        <li>{words.page('confirm.next')}</li>
      </ul>
      <p class="acts">
        <a class="button" href={link('/letters')}>
          {words.page('confirm.read')}
        </a>
        <a href={link('/preferences')}>{words.page('confirm.change')}</a>
      </p>
    </Moment>
  )
}

/** The step before an address is refused for ever. */
export function BlockPage({ visit: { words, link }, path }: MomentProps & { path: string }) {
  return (
    <Moment title={words.page('block.title')}>
      <p>{words.page('block.text')}</p>
      <form method="post" action={link(path)}>
        <button class="button">{words.page('block.button')}</button>
      </form>
      <p class="hint below">{words.page('block.unchanged')}</p>
    </Moment>
  )
}

export function BlockedPage({ visit: { words, link } }: MomentProps) {
  return (
    <Moment title={words.page('block.doneTitle')}>
      <p>{words.page('block.doneText')}</p>
      <a class="button quiet" href={link('/')}>
        {words.page('site.back')}
      </a>
    </Moment>
  )
}

/** The step before someone leaves: one button, no pleading. */
export function UnsubscribePage({ visit: { words, link }, path }: MomentProps & { path: string }) {
  return (
    <Moment title={words.page('unsubscribe.title')}>
      <p>{words.page('unsubscribe.text')}</p>
      <form method="post" action={link(path)} class="acts">
        <button class="button">{words.page('unsubscribe.button')}</button>
        <a href={link('/preferences')}>{words.page('unsubscribe.fewer')}</a>
      </form>
    </Moment>
  )
}

/** Someone has left. Shown for unknown links too, so that a link tells nothing about who is on the list. */
export function UnsubscribedPage({ visit: { words, link } }: MomentProps) {
  return (
    <Moment title={words.page('unsubscribe.doneTitle')}>
      <p>{words.page('unsubscribe.doneText')}</p>
      <ul class="notes">
        <li>{words.page('unsubscribe.leaving')}</li>
        <li>{words.page('unsubscribe.fingerprint')}</li>
        <li>{words.page('unsubscribe.again')}</li>
      </ul>
      <a class="button quiet" href={link('/')}>
        {words.page('site.back')}
      </a>
    </Moment>
  )
}

/** After asking for a preferences link: the same for every address. */
export function PreferencesLinkSentPage({ visit: { words } }: MomentProps) {
  return (
    <Moment title={words.page('preferences.askDoneTitle')}>
      <p>{words.page('preferences.askDoneText', { minutes: limits.requestedPreferencesLinkMinutes })}</p>
      <ul class="notes">
        <li>{words.page('sent.wait')}</li>
        <li>{words.page('preferences.askDoneSame')}</li>
      </ul>
    </Moment>
  )
}

/** Something cannot be done: what happened and where to go from here. */
export function ProblemPage(
  props: MomentProps & { title: string; detail: string; next: { label: string; path: string } },
) {
  const { visit, title, detail, next } = props
  return (
    <Moment title={title}>
      <p>{detail}</p>
      <a class="button quiet" href={visit.link(next.path)}>
        {next.label}
      </a>
    </Moment>
  )
}
