import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ReadLetter } from '#actions/read-letter'
import type { Fact } from '#domain/fact'
import { differingFacts } from '#domain/differing-facts'
import { sayQualifier } from '#domain/fact-qualifier'
import type { LetterContent } from '#domain/letter'
import { locales } from '#domain/locale'
import { listSources, sentenceCase, type Source } from '#domain/source-list'
import { wordsIn, type Words } from '../../words.ts'
import { formatDay, formatMoment, formatShortDay } from '../dates.ts'
import { localeNames } from '../parts/document.tsx'
import { Arrow, Tick } from '../parts/icons.tsx'
import { PanelView } from '../parts/panel-view.tsx'
import { RichTextView, type Cite } from '../parts/rich-text-view.tsx'
import { withLanguage, type Visit } from '../visit.ts'

/** A letter on the web: the text that was sent, and beside it how to tell that it is genuine. */
export function LetterPage({ visit, letter }: { visit: Visit; letter: ReadLetter }) {
  const { words, locale, link } = visit
  return (
    <main class="wrap art" id="main">
      <article lang={letter.locale}>
        <p class="small trail">
          <a href={link('/letters')} lang={locale}>
            {words.page('letters.title')}
          </a>
          {letter.topics.map((topic) => (
            <>
              <span aria-hidden="true"> / </span>
              {topic[letter.locale]}
            </>
          ))}
        </p>
        {letter.locale !== locale && (
          <p class="other-language" lang={locale}>
            {words.page('letter.otherLanguage')}
          </p>
        )}
        <Letter letter={letter} />
        <Additions letter={letter} />
      </article>
      <aside class="genuine card" aria-labelledby="genuine">
        <div class="line"></div>
        <div class="inside">
          <h2 id="genuine">
            <Tick />
            {words.page('letter.genuineTitle')}
          </h2>
          <p>{words.page('letter.genuineText')}</p>
          <dl>
            <div>
              <dt>{words.page('letter.code')}</dt>
              <dd>
                <code>{letter.code}</code>
              </dd>
            </div>
            <div>
              <dt>{words.page('letter.firstSent')}</dt>
              <dd>{formatMoment(letter.sentAt, locale)}</dd>
            </div>
            <div>
              <dt>{words.page('letter.languages')}</dt>
              <dd class="in-languages">
                {locales
                  .filter((other) => letter.locales.includes(other))
                  .map((other) => (
                    <a href={withLanguage(`/letters/${letter.slug}`, other)} lang={other} hreflang={other}>
                      {localeNames[other]}
                    </a>
                  ))}
              </dd>
            </div>
          </dl>
          <p>
            <a href={link('/verify')}>
              {words.page('letter.checkAnother')}
              <Arrow />
            </a>
          </p>
          <p>
            <a href={link('/')}>
              {words.page('letter.subscribe')}
              <Arrow />
            </a>
          </p>
        </div>
      </aside>
    </main>
  )
}

// What was sent never changes, and is kept for as long as its text is. Nothing of it depends on who reads.
const written = new WeakMap<LetterContent, HtmlEscapedString>()

/** What was sent, written once. */
async function Letter({ letter }: { letter: ReadLetter }) {
  const text = written.get(letter.content) ?? (await html`${<SentLetter letter={letter} />}`)
  written.set(letter.content, text)
  return text
}

function SentLetter({ letter: { content, facts, panels, date, locale } }: { letter: ReadLetter }) {
  const words = wordsIn(locale)
  const { sources, numberOf } = listSources(facts, locale)
  const cite: Cite = (factId) => {
    const number = numberOf(factId)
    return { number, label: words.page('letter.sourceMark', { number }) }
  }
  const factById = new Map(facts.map((fact) => [fact.id, fact]))
  return (
    <>
      <h1>{content.title}</h1>
      {date && (
        <p class="small">
          <time datetime={date.toString()}>{formatDay(date, locale)}</time>
        </p>
      )}
      <PanelView panel={panels.corrects} />
      {content.contentNote !== null && (
        <p class="content-note">
          <span class="strong">{words.page('letter.contentNote')}</span> {content.contentNote}
        </p>
      )}
      <div class="lead">
        <RichTextView text={content.summary} cite={cite} />
      </div>
      <PanelView panel={panels.decision} />
      <div class="prose">
        <RichTextView text={content.body} cite={cite} />
      </div>
      <PanelView panel={panels.event} />
      {content.keyFigure && (
        <figure class="night-figure">
          <p class="number">
            {content.keyFigure.figure}
            {content.keyFigure.unit !== null && <small>{content.keyFigure.unit}</small>}
          </p>
          <figcaption>
            <p>{content.keyFigure.label}</p>
            <p class="as-of">
              <AsOf words={words} fact={factById.get(content.keyFigure.factId)} cite={cite} />
            </p>
          </figcaption>
        </figure>
      )}
      {content.figures.length > 0 && (
        <ul class="facts">
          {content.figures.map(({ factId, figure, heading, sentence }) => (
            <li>
              <span class="value">{figure}</span>
              <div>
                <h2>{heading}</h2>
                <p>{sentence}</p>
                <p class="small">
                  <AsOf words={words} fact={factById.get(factId)} cite={cite} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {content.ask && (
        <section class="ask">
          <h2>{content.ask.heading}</h2>
          <p>{content.ask.text}</p>
          <a class="button" href={content.ask.url}>
            {content.ask.label}
          </a>
        </section>
      )}
      <PanelView panel={panels.message} />
      <DifferingFacts words={words} facts={facts} cite={cite} />
      {sources.length > 0 && <SourceItems words={words} sources={sources} />}
    </>
  )
}

/** What has come since, below a rule that says so: the letter itself stays as it was sent. */
function Additions({ letter: { corrections, notes, locale } }: { letter: ReadLetter }) {
  if (corrections.length === 0 && notes.length === 0) return null
  const words = wordsIn(locale)
  return (
    <section class="additions" aria-labelledby="additions">
      <p class="small" id="additions">
        {words.page('letter.additions')}
      </p>
      {corrections.length > 0 && <h2>{words.page('letter.correctionTitle')}</h2>}
      {corrections.map(({ slug, sentOn }) => (
        <p>
          <a href={withLanguage(`/letters/${slug}`, locale)}>
            {words.page('letter.correctionLink', { date: formatShortDay(sentOn, locale) })}
          </a>
        </p>
      ))}
      {notes.length > 0 && <h2>{words.page('letter.noteTitle')}</h2>}
      {notes.map(({ text, notedOn }) => (
        <div class="note">
          <p>{text[locale]}</p>
          <p class="small">
            <time datetime={notedOn.toString()}>{formatShortDay(notedOn, locale)}</time>
          </p>
        </div>
      ))}
    </section>
  )
}

function AsOf({ words, fact, cite }: { words: Words; fact: Fact | undefined; cite: Cite }) {
  if (!fact) return null
  const { number } = cite(fact.id)
  return (
    <>
      {sentenceCase(fact.asOfLabel[words.locale])} ·{' '}
      <a href={`#source-${number}`}>{words.page('letter.source', { number })}</a>
    </>
  )
}

function DifferingFacts({ words, facts, cite }: { words: Words; facts: readonly Fact[]; cite: Cite }) {
  const groups = differingFacts(facts)
  if (groups.length === 0) return null
  return (
    <section class="panel">
      <h2>{words.letter('differ.title')}</h2>
      {groups.map((group) => (
        <dl>
          {group.map((fact) => (
            <div>
              <dt>
                <AsOf words={words} fact={fact} cite={cite} />
              </dt>
              <dd>{fact.statement[words.locale]}</dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  )
}

function SourceItems({ words, sources }: { words: Words; sources: readonly Source[] }) {
  return (
    <section class="sources">
      <h2>{words.page('letter.sources')}</h2>
      <ol>
        {sources.map((source) => (
          <li id={`source-${source.number}`}>
            <SourceItem words={words} source={source} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function SourceItem({ words, source }: { words: Words; source: Source }) {
  const { publisher, author, title, url, dates, conflicting, qualified } = source
  return (
    <>
      {author === null ? publisher : `${author}, ${publisher}`}
      {(title ?? url) !== null && <>, {url === null ? title : <a href={url}>{title ?? url}</a>}</>}. {dates}.
      {qualified.map(({ qualifier, dates: of }) => (
        <> {words.letter('qualifier.inSources', { dates: of, qualifier: sayQualifier(qualifier, words.letter) })}</>
      ))}
      {conflicting !== null && <> {words.page('letter.conflicting', { dates: conflicting })}</>}
    </>
  )
}
