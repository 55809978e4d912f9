import type { ArchivePage, ArchiveRequest, FoundLetter } from '#actions/search-archive'
import type { ExcerptPart } from '#domain/letter-search'
import { limits } from '#domain/limits'
import { formatShortDay } from '../dates.ts'
import { feedPath } from '../letter-feed.ts'
import { controlId } from '../parts/form-parts.tsx'
import { languagesOf, LetterList } from '../parts/letter-list.tsx'
import type { Visit } from '../visit.ts'

type Props = { readonly visit: Visit; readonly request: ArchiveRequest; readonly archive: ArchivePage }

/** Every letter that was sent, and how to find one among them. */
export function LettersPage(props: Props) {
  const { visit, request, archive } = props
  const { words, link } = visit
  if (archive.years.length === 0) {
    return (
      <main class="wrap letters" id="main">
        <h1>{words.page('letters.title')}</h1>
        <p class="lead">{words.page('letters.empty')}</p>
        <a class="button" href={link('/')}>
          {words.page('letters.emptyAction')}
        </a>
      </main>
    )
  }
  return (
    <main class="wrap letters" id="main">
      <h1>{words.page('letters.title')}</h1>
      <p class="lead">{words.page('letters.lead')}</p>
      <SearchForm {...props} />
      <Summary {...props} />
      {archive.letters.length > 0 && <Letters {...props} />}
      <Paging {...props} />
      <Feeds visit={visit} request={request} />
    </main>
  )
}

/** Where a part of the archive stands; what is not asked for is not in the address. */
export function archivePath(
  { typed, topic, year, after }: Omit<ArchiveRequest, 'locale'>,
  change: Partial<ArchiveRequest>,
): string {
  const asked = { q: typed, topic, year, after, ...change }
  const query = new URLSearchParams()
  for (const name of ['q', 'topic', 'year', 'after'] as const) {
    const value = asked[name]
    if (value !== null && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? '/letters' : `/letters?${query.toString()}`
}

function SearchForm({ visit: { words, locale }, request, archive }: Props) {
  return (
    <form class="archive-form" method="get" action="/letters" role="search">
      <input type="hidden" name="lang" value={locale} />
      <div class="archive-search">
        <label class="label" for={controlId('q')}>
          {words.page('letters.search')}
        </label>
        <input
          type="search"
          id={controlId('q')}
          name="q"
          value={request.typed}
          maxlength={limits.searchLengthMax}
          autocomplete="off"
        />
      </div>
      {archive.topics.length > 0 && (
        <Choice field="topic" label={words.page('letters.topic')} all={words.page('letters.allTopics')}>
          {archive.topics.map(({ id, name }) => (
            <option value={id} selected={id === request.topic}>
              {name[locale]}
            </option>
          ))}
        </Choice>
      )}
      <Choice field="year" label={words.page('letters.year')} all={words.page('letters.allYears')}>
        {archive.years.map((year) => (
          <option value={String(year)} selected={year === request.year}>
            {words.page('letters.inYear', { year: String(year) })}
          </option>
        ))}
      </Choice>
      <button class="button">{words.page('letters.find')}</button>
    </form>
  )
}

function Choice(props: { field: 'topic' | 'year'; label: string; all: string; children?: unknown }) {
  const { field, label, all, children } = props
  return (
    <div>
      <label class="label" for={controlId(field)}>
        {label}
      </label>
      <select id={controlId(field)} name={field}>
        <option value="">{all}</option>
        {children}
      </select>
    </div>
  )
}

function Summary({ visit: { words, link }, request, archive: { letters, next } }: Props) {
  const { typed, topic, year, after } = request
  if (typed === '' && topic === null && year === null && after === null) return null
  const isWhole = next === null && after === null
  return (
    <p class="archive-summary" role="status">
      {letters.length === 0
        ? words.page(typed === '' ? 'letters.nothingThere' : 'letters.nothingFound')
        : words.page(isWhole ? 'letters.found' : 'letters.foundMany', { count: letters.length })}{' '}
      <a href={link('/letters')}>{words.page('letters.showAll')}</a>
    </p>
  )
}

function Letters(props: Props) {
  const { visit, request, archive } = props
  return request.typed === '' ? <LetterList visit={visit} letters={archive.letters} /> : <FoundList {...props} />
}

function FoundList({ visit, archive: { letters } }: Props) {
  const { words, locale, link } = visit
  return (
    <ol class="letter-list">
      {letters.map((letter) => {
        const day = letter.sentAt.toPlainDate()
        return (
          <li>
            <a href={link(`/letters/${letter.slug}`)}>
              <time datetime={day.toString()}>{formatShortDay(day, locale)}</time>
              <FoundText letter={letter} />
              <span class="letter-languages">{languagesOf(letter, words)}</span>
            </a>
          </li>
        )
      })}
    </ol>
  )
}

function FoundText({ letter: { found } }: { letter: FoundLetter }) {
  if (!found) return null
  return (
    <span class="letter-found" lang={found.locale}>
      <span class="letter-title" lang={found.locale}>
        <Marked parts={found.title} />
      </span>
      <span class="excerpt">
        <Marked parts={found.excerpt} />
      </span>
    </span>
  )
}

function Marked({ parts }: { parts: readonly ExcerptPart[] }) {
  return <>{parts.map(({ text, isFound }) => (isFound ? <mark>{text}</mark> : text))}</>
}

function Paging({ visit: { words, link }, request, archive: { next } }: Props) {
  if (next === null && request.after === null) return null
  return (
    <nav class="paging" aria-label={words.page('letters.pages')}>
      {request.after !== null && (
        <a rel="first" href={link(archivePath(request, { after: null }))}>
          {words.page('letters.newest')}
        </a>
      )}
      {next !== null && (
        <a rel="next" href={link(archivePath(request, { after: next }))}>
          {words.page('letters.older')}
        </a>
      )}
    </nav>
  )
}

function Feeds({ visit: { words }, request: { topic } }: Pick<Props, 'visit' | 'request'>) {
  return (
    <p class="small feeds">
      {words.page(topic === null ? 'letters.follow' : 'letters.followTopic')}{' '}
      <a href={feedPath('atom', { words, topic })}>Atom</a> <a href={feedPath('json', { words, topic })}>JSON</a>
    </p>
  )
}
