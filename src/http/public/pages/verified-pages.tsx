import type { Child } from 'hono/jsx'
import { locales, type Localised } from '#domain/locale'
import { formatMoment } from '../dates.ts'
import { localeNames } from '../parts/document.tsx'
import { QuestionMark, Tick } from '../parts/icons.tsx'
import { CodeForm, VerifyFrame, type VerifyProps } from '../parts/verify-parts.tsx'

/** What is known of a letter with a certain code. Nothing of it is about a reader. */
export type KnownLetter = {
  readonly code: string
  /** Null while its web copy is not shown. */
  readonly slug: string | null
  readonly subjects: Partial<Localised>
  readonly sentAt: Temporal.ZonedDateTime
  readonly sender: string
  readonly linkDomains: readonly string[]
  readonly isSigned: boolean
}

/**
 * A letter has this code: what was sent, to be compared. It never says "safe".
 * @param isFromMore whether the code was found in something longer, of which nothing else was looked at
 */
export function VerifiedPage({
  letter,
  isFromMore,
  ...props
}: VerifyProps & { letter: KnownLetter; isFromMore: boolean }) {
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
            <code>{letter.code}</code>
          </p>
          <h1>
            <Tick />
            {words.page('verify.foundTitle')}
          </h1>
          <p>{words.page('verify.foundText')}</p>
          {isFromMore && <p class="caution">{words.page('verify.foundIn')}</p>}
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
          {letter.slug === null && <p>{words.page('verify.notShown')}</p>}
          <p class="acts">
            {letter.slug !== null && (
              <a class="button" href={link(`/letters/${letter.slug}`)}>
                {words.page('verify.read')}
              </a>
            )}
            <a href={link('/verify')}>{words.page('verify.another')}</a>
            {letter.isSigned && (
              <a href={`/.well-known/northlight/letters/${letter.code}.jws`}>{words.page('verify.manifest')}</a>
            )}
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

function Row({ term, children }: { term: string; children?: Child }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
