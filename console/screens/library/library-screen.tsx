import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import { locales } from '#domain/locale'
import { useDates } from '../../parts/dates.ts'
import { FilterField } from '../../parts/filter-field.tsx'
import { holdsWords } from '../../parts/holds-words.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { libraryQuery, type LibraryEntrySummary } from './library-queries.ts'
import { readLibrarySearch, shelves } from './library-search.ts'
import styles from './library.module.css'
import { NewEntryLink } from './new-entry-link.tsx'
import { TopicList } from './topic-list.tsx'

const route = getRouteApi('/staff/library')

/** What drafts are begun from: days, issues, series and whole letters, in the organisation’s own words. */
export function LibraryScreen() {
  const words = useWords()
  const { kind = 'issue', q = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const { data, error } = useQuery(libraryQuery)
  const all = data?.entries ?? []
  const shelf = all.filter((entry) => entry.kind === kind)
  const entries = shelf.filter((entry) => {
    const name = nameOf(entry, all)
    return holdsWords([entry.id, ...locales.flatMap((locale) => name[locale] ?? [])], q)
  })
  return (
    <>
      <PageHead title={words('library.title')} above={words('library.lead')} actions={<NewEntryLink shelf={kind} />} />
      <nav className={styles['shelves']} aria-label={words('library.shelves')}>
        {shelves.map((one) => (
          <Link
            key={one}
            to="/library"
            search={(before) => ({ ...before, kind: one })}
            aria-current={one === kind ? 'page' : undefined}
          >
            {words(`library.kind.${one}`)}
          </Link>
        ))}
      </nav>
      <Panel title={words(`library.kind.${kind}`)} aside={<span className="hint">{entries.length || null}</span>}>
        <ProblemNote error={error} />
        <div className={styles['filter']}>
          <FilterField
            label={words('library.search')}
            value={q}
            onFilter={(typed) => void navigate({ search: readLibrarySearch({ kind, q: typed }), replace: true })}
          />
        </div>
        {kind === 'topic' ? (
          <TopicList sought={q} />
        ) : (
          <>
            {data !== undefined && entries.length === 0 && (
              <EmptyNote>{words(shelf.length === 0 ? 'library.empty' : 'library.noneFound')}</EmptyNote>
            )}
            <div>
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} entries={all} />
              ))}
            </div>
          </>
        )}
      </Panel>
    </>
  )
}

/** The name of an entry. A series has that of the day that it is for. */
function nameOf(
  entry: LibraryEntrySummary,
  entries: readonly LibraryEntrySummary[],
): NonNullable<LibraryEntrySummary['name']> {
  const isNamed = ({ kind, id }: LibraryEntrySummary): boolean => kind === 'observance' && id === entry.id
  return entry.kind === 'playbook' ? (entries.find(isNamed)?.name ?? {}) : (entry.name ?? {})
}

type EntryRowProps = { readonly entry: LibraryEntrySummary; readonly entries: readonly LibraryEntrySummary[] }

function EntryRow({ entry, entries }: EntryRowProps) {
  const words = useWords()
  const dates = useDates()
  const locale = useLocale()
  const zone = useOrganisationZone()
  const { kind, id, editedAt, editedBy, retiredAt } = entry
  const name = nameOf(entry, entries)
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
      <Link to="/library/$kind/$id" params={{ kind, id }} {...listRow}>
        {name[locale] ?? words(`library.kind.${kind}`)}
      </Link>
      <br />
      <code className="hint">{id}</code>
    </PanelRow>
  )
}
