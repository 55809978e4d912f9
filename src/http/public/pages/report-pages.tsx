import { letterSigns, type LetterComparison, type SignFinding } from '#domain/compare-letter'
import { limits } from '#domain/limits'
import {
  controlId,
  describedBy,
  ErrorSummary,
  FieldMessage,
  GuardFields,
  messageFor,
  type FormErrors,
} from '../parts/form-parts.tsx'
import { QuestionMark } from '../parts/icons.tsx'
import { VerifyFrame, type VerifyProps } from '../parts/verify-parts.tsx'
import type { Visit } from '../visit.ts'

/** What a report that came back had in its fields. */
export type TypedReport = {
  readonly message: string
  /** Whether it came as a file: a browser does not send the same file again by itself. */
  readonly hadFile: boolean
}

/** Asks for a message that somebody holds to be forged. */
export function ReportPage(props: { visit: Visit; typed: TypedReport; errors: FormErrors; stamp: string }) {
  const { visit, typed, errors, stamp } = props
  const { words, link } = visit
  const message = messageFor(errors, 'message')
  const hint = words.page('report.messageHint')
  return (
    <main class="wrap verify" id="main">
      <h1>{words.page('report.title')}</h1>
      <p class="lead">{words.page('report.lead')}</p>
      <form
        class="report-form"
        method="post"
        action={link('/verify/report')}
        enctype="multipart/form-data"
        novalidate
        data-working={words.page('form.working')}
      >
        <p class="caution">{words.page('report.careful', { days: limits.forgeryReportDays })}</p>
        <ErrorSummary words={words} errors={errors} />
        <div class="field">
          <label class="label" for={controlId('message')}>
            {words.page('report.message')}
          </label>
          <p class="hint" id={`${controlId('message')}-hint`}>
            {hint}
          </p>
          <textarea
            id={controlId('message')}
            name="message"
            rows={12}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby={describedBy('message', { hint, message })}
            aria-invalid={message === undefined ? undefined : 'true'}
          >
            {/* The first line end of a text area does not count as part of it. */}
            {`\n${typed.message}`}
          </textarea>
          <FieldMessage field="message" message={message} />
        </div>
        <div class="field">
          <label class="label" for={controlId('file')}>
            {words.page('report.file')}
          </label>
          <p class="hint" id={`${controlId('file')}-hint`}>
            {typed.hadFile
              ? words.page('report.fileAgain')
              : words.page('report.fileHint', { kilobytes: limits.reportedMailBytesMax / 1024 })}
          </p>
          <input
            type="file"
            id={controlId('file')}
            name="file"
            accept=".eml,.txt,message/rfc822,text/plain"
            aria-describedby={`${controlId('file')}-hint`}
          />
        </div>
        <GuardFields words={words} stamp={stamp} />
        <button class="button" type="submit">
          {words.page('report.button')}
        </button>
      </form>
    </main>
  )
}

/** A report has come in: what the message lacks, in words. It never says "safe". */
export function ReportedPage({ comparison, ...props }: VerifyProps & { comparison: LetterComparison }) {
  const { words, link } = props.visit
  const { unexpectedLinks, disguisedLinks } = comparison
  const isDifferent = letterSigns.some((sign) => comparison.signs[sign] === 'differs')
  return (
    <VerifyFrame {...props} isReported>
      <section class="result card">
        <div class="dashes"></div>
        <div class="inside">
          <h1>
            <QuestionMark />
            {words.page('report.doneTitle')}
          </h1>
          <p>{words.page(isDifferent ? 'report.differsText' : 'report.unclearText')}</p>
          <Signs {...props} comparison={comparison} finding="differs" />
          {unexpectedLinks.length > 0 && (
            <>
              <p>{words.page('report.unexpected')}</p>
              <ul class="places">
                {unexpectedLinks.slice(0, shownLinksMax).map((place) => (
                  <li>
                    <code>{place}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
          {disguisedLinks.slice(0, shownLinksMax).map(({ says, leadsTo }) => (
            <p>{words.page('report.disguised', { says, leadsTo })}</p>
          ))}
          <Signs {...props} comparison={comparison} finding="agrees" />
          <p class="acts">
            <a href={link('/verify/report')}>{words.page('report.another')}</a>
          </p>
        </div>
      </section>
    </VerifyFrame>
  )
}

/** More than anybody reads on a telephone. */
const shownLinksMax = 12

function Signs(props: { visit: Visit; comparison: LetterComparison; finding: Exclude<SignFinding, 'unknown'> }) {
  const { visit, comparison, finding } = props
  const signs = letterSigns.filter((sign) => comparison.signs[sign] === finding)
  if (signs.length === 0) return null
  return (
    <>
      <h2>{visit.words.page(`report.${finding}`)}</h2>
      <ul class="findings">
        {signs.map((sign) => (
          <li>{visit.words.page(`proof.${finding}.${sign}`)}</li>
        ))}
      </ul>
    </>
  )
}
