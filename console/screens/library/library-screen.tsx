import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import { useDates } from '../../parts/dates.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { topicsQuery } from '../subscribers/subscribers-queries.ts'
import { libraryQuery, type LibraryEntrySummary } from './library-queries.ts'
import { shelves } from './library-search.ts'
import styles from './library.module.css'

/** What drafts are begun from: days, issues, series and whole letters, in the organisation’s own words. */
export function LibraryScreen() {
  const words = useWords()
  const { kind = 'issue' } = getRouteApi('/staff/library').useSearch()
  const { data, error } = useQuery(libraryQuery)
  const entries = data?.entries.filter((entry) => entry.kind === kind) ?? []
  return (
    <>
      <PageHead title={words('library.title')} above={words('library.lead')} />
      <nav className={styles['shelves']} aria-label={words('library.shelves')}>
        {shelves.map((one) => (
          <Link key={one} to="/library" search={{ kind: one }} aria-current={one === kind ? 'page' : undefined}>
            {words(`library.kind.${one}`)}
          </Link>
        ))}
      </nav>
      <Panel title={words(`library.kind.${kind}`)} aside={<span className="hint">{entries.length || null}</span>}>
        <ProblemNote error={error} />
        {kind === 'topic' ? (
          <Topics />
        ) : (
          <>
            {data !== undefined && entries.length === 0 && <EmptyNote>{words('library.empty')}</EmptyNote>}
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} entries={data?.entries ?? []} />
            ))}
          </>
        )}
      </Panel>
    </>
  )
}

type EntryRowProps = { readonly entry: LibraryEntrySummary; readonly entries: readonly LibraryEntrySummary[] }

function EntryRow({ entry, entries }: EntryRowProps) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const zone = useOrganisationZone()
  const { kind, id, editedAt, editedBy, retiredAt } = entry
  // A series has the name of the day that it is for.
  const named = kind === 'playbook' ? entries.find((one) => one.kind === 'observance' && one.id === id) : entry
  return (
    <PanelRow
      aside={
        <span className="hint">
          {retiredAt !== null
            ? words('library.retired')
            : editedAt === null
              ? words('library.fromSeed')
              : words('library.edited', { name: editedBy ?? '', moment: dates.moment(editedAt, zone) })}
        </span>
      }
    >
      <Link to="/library/$kind/$id" params={{ kind, id }}>
        {named?.name[locale] ?? words(`library.kind.${kind}`)}
      </Link>
      <br />
      <code className="hint">{id}</code>
    </PanelRow>
  )
}

function Topics() {
  const words = useWords()
  const locale = useLocale()
  const { data } = useQuery(topicsQuery)
  return data?.topics.map(({ id, name, description, hard }) => (
    <PanelRow key={id} aside={hard ? <span className="hint">{words('library.hard')}</span> : null}>
      <b>{name[locale]}</b>
      <br />
      {description[locale]}
    </PanelRow>
  ))
}
