import type { OwnData } from '#actions/describe-own-data'
import { limits } from '#domain/limits'
import type { Localised } from '#domain/locale'
import { wordingOf } from '../consent-wording.ts'
import { formatMinute, formatMoment } from '../dates.ts'
import { localeNames } from '../parts/document.tsx'
import { Entries, Entry, Part, Row } from '../parts/held-parts.tsx'
import { titleFor } from '../parts/letter-list.tsx'
import type { Visit } from '../visit.ts'

type OwnDataProps = {
  readonly visit: Visit
  readonly data: OwnData
  /** Its name, which the words of consent hold. */
  readonly organisation: Localised
  /** Of the link that opens the page. */
  readonly path: string
}

/** What the sections of the page are made of. */
type Desk = Pick<OwnDataProps, 'visit' | 'data' | 'organisation'> & {
  /** An instant on the reader's clock. */
  readonly time: (instant: Temporal.Instant) => string
}

/** Letters shown at once; older ones are behind a line that opens. */
const lettersAtOnce = 10

/** Everything that is held about a reader: each thing with where it stands, why, and for how long. */
export function OwnDataPage({ visit, data, organisation, path }: OwnDataProps) {
  const { words, link, locale } = visit
  const onClock = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(data.timeZone ?? 'UTC')
  const time = (instant: Temporal.Instant): string => formatMinute(onClock(instant).toPlainDateTime(), locale)
  const desk = { visit, data, organisation, time }
  return (
    <main class="wrap prefs held" id="main">
      <h1>{words.page('ownData.title')}</h1>
      <p class="hint note">{words.page('ownData.lead', { time: formatMoment(onClock(data.asOf), locale) })}</p>
      <p class="acts">
        <a class="button" href={link(`${path}/data.json`)} download="own-data.json">
          {words.page('ownData.download')}
        </a>
        <a href={link(path)}>{words.page('ownData.back')}</a>
      </p>
      <Who {...desk} />
      <Choices {...desk} />
      <Consent {...desk} />
      <Letters {...desk} />
      <Events {...desk} />
      <Standing {...desk} />
      <Passing {...desk} />
      <Records {...desk} />
      <Part title={words.page('ownData.neverTitle')} kept={words.page('ownData.never')} />
      <section class="set end">
        <h2>{words.page('ownData.erase')}</h2>
        <p class="acts">
          <a class="button quiet" href={link(`${path}/erase`)}>
            {words.page('ownData.erase')}
          </a>
          <span class="hint">{words.page('ownData.eraseHint')}</span>
        </p>
      </section>
    </main>
  )
}

function Who({ visit: { words }, data, time }: Desk) {
  const { page } = words
  return (
    <Part title={page('ownData.whoTitle')} kept={page('ownData.whoKept', { days: data.retention.leaverDays })}>
      <dl class="held-rows">
        <Row label={page('ownData.address')}>{data.address}</Row>
        <Row label={page('ownData.name')}>{data.name ?? page('ownData.notGiven')}</Row>
        <Row label={page('ownData.phrase')}>
          <span lang={/\p{Script=Hangul}/u.test(data.phrase) ? 'ko' : 'en'}>{data.phrase}</span>
        </Row>
        <Row label={page('ownData.since')}>{time(data.confirmedAt)}</Row>
      </dl>
    </Part>
  )
}

function Choices({ visit: { words, locale }, data, time }: Desk) {
  const { page } = words
  const form = data.isTextOnly ? 'text' : 'full'
  const listOf = (named: OwnData['topics']): string =>
    named.length === 0 ? page('ownData.none') : named.map(({ name }) => name[locale]).join(' · ')
  return (
    <Part title={page('ownData.choicesTitle')} kept={page('ownData.choicesKept')}>
      <dl class="held-rows">
        <Row label={page('ownData.locale')}>{localeNames[data.locale]}</Row>
        <Row label={page('ownData.timeZone')}>{data.timeZone ?? page('ownData.notGiven')}</Row>
        <Row label={page('ownData.topics')}>{listOf(data.topics)}</Row>
        <Row label={page('ownData.cadence')}>{page(`ownData.cadences.${data.cadence}`)}</Row>
        <Row label={page('ownData.chosenDays')}>{listOf(data.chosenDays)}</Row>
        <Row label={page('ownData.quietDays')}>{listOf(data.quietDays)}</Row>
        <Row label={page('ownData.pausedUntil')}>
          {data.pausedUntil ? page('ownData.until', { time: time(data.pausedUntil) }) : page('ownData.notPaused')}
        </Row>
        <Row label={page('ownData.form')}>{page(`ownData.formats.${form}`)}</Row>
      </dl>
    </Part>
  )
}

function Consent({ visit: { words, locale }, data, organisation, time }: Desk) {
  const { page } = words
  return (
    <Part title={page('ownData.consentTitle')} kept={page('ownData.consentKept')}>
      <ol class="held-list">
        {data.consents.map((consent, index) => {
          const { kind, at, source, letter, wording } = consent
          const text = wordingOf(consent, organisation)
          const isNew = !data.consents.slice(0, index).some((earlier) => wordingOf(earlier, organisation) === text)
          const known = knownSources.find((name) => name === source) ?? 'other'
          return (
            <li>
              <span class="held-what">{page(`ownData.consents.${kind}`)}</span>
              <span class="hint">
                {time(at)} · {page(`ownData.sources.${known}`, { source })}
                {letter && ` · ${page('ownData.byLetter', { title: titleFor({ titles: letter }, locale).text })}`}
              </span>
              {text !== null && wording && isNew && (
                <>
                  <span class="hint">{page('ownData.wordingVersion', { version: wording.version })}</span>
                  <blockquote lang={consent.locale}>{text}</blockquote>
                </>
              )}
            </li>
          )
        })}
      </ol>
    </Part>
  )
}

function Letters({ visit, data, time }: Desk) {
  const { page } = visit.words
  const entries = [
    ...data.letters.map(({ titles, sentAt, standing }) => (
      <Entry
        what={<Title visit={visit} titles={titles} />}
        when={[sentAt && time(sentAt), page(`ownData.standings.${standing}`)]}
      />
    )),
    ...data.digests.map(({ month, letters }) => (
      <Entry what={page('ownData.digest', { month, count: letters.length })} when={[]} />
    )),
  ]
  const older = entries.splice(lettersAtOnce)
  const kept = page('ownData.lettersKept', { months: data.retention.deliveryMonths })
  return (
    <Part title={page('ownData.lettersTitle')} kept={kept}>
      <Entries none={page('ownData.none')}>{entries}</Entries>
      {older.length > 0 && (
        <details>
          <summary>{page('ownData.lettersMore', { count: older.length })}</summary>
          <ul class="held-list">{older}</ul>
        </details>
      )}
    </Part>
  )
}

function Events({ visit: { words }, data, time }: Desk) {
  const { page } = words
  const kept = page('ownData.eventsKept', { days: limits.providerEventDays })
  return (
    <Part title={page('ownData.eventsTitle')} kept={kept}>
      <Entries none={page('ownData.none')}>
        {data.events.map(({ kind, provider, occurredAt }) => (
          <Entry what={page(`ownData.events.${kind}`)} when={[time(occurredAt), provider]} />
        ))}
      </Entries>
    </Part>
  )
}

function Standing({ visit: { words }, data, time }: Desk) {
  const { page } = words
  return (
    <Part title={page('ownData.standingTitle')} kept={page('ownData.standingKept')}>
      <Entries none={page('ownData.standingNone')}>
        {data.suppressions.map(({ reason, from, until }) => (
          <Entry
            what={page(`ownData.reasons.${reason}`)}
            when={[time(from), until && page('ownData.lifted', { time: time(until) })]}
          />
        ))}
      </Entries>
    </Part>
  )
}

function Passing({ visit: { words }, data, time }: Desk) {
  const { page } = words
  const passing = [
    ...data.requests.map((span) => ({ kind: 'request' as const, ...span })),
    ...data.addressChanges.map((span) => ({ kind: 'addressChange' as const, ...span })),
    ...data.links.map((span) => ({ kind: 'link' as const, ...span })),
    ...data.waiting.map(({ since }) => ({ kind: 'waiting' as const, from: since, until: null })),
  ]
  return (
    <Part title={page('ownData.passingTitle')} kept={page('ownData.passingKept')}>
      <Entries none={page('ownData.none')}>
        {passing.map(({ kind, from, until }) => (
          <Entry
            what={page(`ownData.${kind}`, { time: time(from) })}
            when={[until && page('ownData.until', { time: time(until) })]}
          />
        ))}
      </Entries>
    </Part>
  )
}

function Records({ visit: { words }, data, time }: Desk) {
  const { page } = words
  return (
    <Part title={page('ownData.recordsTitle')} kept={page('ownData.recordsKept')}>
      <Entries none={page('ownData.recordsNone')}>
        {data.records.map(({ action, at, because }) => {
          const known = knownActions.find((name) => name === action) ?? 'other'
          return <Entry what={page(`ownData.records.${known}`, { action })} when={[time(at), because]} />
        })}
      </Entries>
    </Part>
  )
}

/** The title of a letter, in the reader's language or in one that it has. */
function Title({ visit: { words, locale }, titles }: { visit: Visit; titles: Partial<Localised> }) {
  const title = titleFor({ titles }, locale)
  return title.text === '' ? <>{words.page('ownData.untitled')}</> : <span lang={title.locale}>{title.text}</span>
}

/** The ways by which consent came or went that have words of their own; an import brings words with it. */
const knownSources = [
  'landing-page',
  'embedded',
  'confirmation-link',
  'confirmation-mail',
  'one-click',
  'page',
  'mailto',
  'complaint',
  'opt-out-report',
  'own-data-page',
  'request-to-staff',
] as const

/** What staff can have done with an address. */
const knownActions = [
  'mail-traced',
  'subscriber-looked-up',
  'subscriber-changed',
  'subscriber-ended',
  'subscriber-erased',
  'suppression-lifted',
] as const
