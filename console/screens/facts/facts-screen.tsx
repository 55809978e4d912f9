import { NativeSelect, Switch } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { FilterField } from '../../parts/filter-field.tsx'
import { LinkButton } from '../../parts/link-button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useRowsShown } from '../../parts/rows-shown.ts'
import { listRow } from '../../parts/use-list-keys.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { ConcernChips } from './fact-sheet.tsx'
import { factsQuery, type StatedFact } from './facts-queries.ts'
import { factConcerns, type FactsSearch } from './facts-search.ts'
import styles from './facts.module.css'

const route = getRouteApi('/staff/facts')

/** The ledger: every figure that a letter may print, with what to look at before it does. */
export function FactsScreen() {
  const words = useWords()
  const search = route.useSearch()
  const { data: me } = useQuery(meQuery)
  const query = useInfiniteQuery(factsQuery(search))
  const { rows: facts, next } = useRowsShown(query, query.data?.pages.flatMap((page) => page.facts) ?? [], search.shown)
  const mayEdit = me !== undefined && mayRole(me.role, 'edit-facts')
  return (
    <>
      <PageHead
        title={words('facts.title')}
        above={words('facts.lead')}
        actions={
          mayEdit && (
            <LinkButton to="/facts/new" icon="add">
              {words('facts.add')}
            </LinkButton>
          )
        }
      />
      <Panel title={words('facts.found')}>
        <FactsFilter />
        <ProblemNote error={query.error} />
        {query.data !== undefined && facts.length === 0 && <EmptyNote>{words('facts.nothing')}</EmptyNote>}
        <div>
          {facts.map((fact) => (
            <FactRow key={fact.id} fact={fact} />
          ))}
        </div>
        {next !== null && (
          <div className={styles['foot']}>
            <LinkButton
              from="/facts"
              search={(before) => ({ ...before, shown: next })}
              resetScroll={false}
              variant="default"
              loading={query.isFetchingNextPage}
              {...listRow}
            >
              {words('facts.more')}
            </LinkButton>
          </div>
        )}
      </Panel>
    </>
  )
}

function FactsFilter() {
  const words = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (some: { [Name in keyof FactsSearch]: FactsSearch[Name] | undefined }): void => {
    const { q, concern, retired } = { ...search, ...some }
    void navigate({
      replace: true,
      search: {
        ...(q !== undefined && q !== '' && { q }),
        ...(concern !== undefined && { concern }),
        ...(retired === true && { retired }),
      },
    })
  }
  return (
    <div className={styles['filter']}>
      <FilterField label={words('facts.search')} value={search.q} onFilter={(q) => filter({ q })} />
      <NativeSelect
        size="md"
        label={words('facts.toLookAt')}
        data={[
          { value: '', label: words('facts.any') },
          ...factConcerns.map((value) => ({ value, label: words(`facts.concern.${value}`) })),
        ]}
        value={search.concern ?? ''}
        onChange={({ currentTarget }) =>
          filter({ concern: factConcerns.find((known) => known === currentTarget.value) })
        }
      />
      <Switch
        label={words('facts.retired')}
        checked={search.retired === true}
        onChange={({ currentTarget }) => filter({ retired: currentTarget.checked ? true : undefined })}
      />
    </div>
  )
}

function FactRow({ fact }: { readonly fact: StatedFact }) {
  const locale = useLocale()
  const { id, statement, asOfLabel, publisher, concerns } = fact
  return (
    <div className={styles['row']}>
      <code>{id}</code>
      <Link to="/facts/$factId" params={{ factId: id }} {...listRow}>
        {statement[locale]}
      </Link>
      <ConcernChips concerns={concerns} />
      <p className="hint">
        {asOfLabel[locale]} · {publisher}
      </p>
    </div>
  )
}
