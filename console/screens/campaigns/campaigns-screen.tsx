import { Button, Chip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { campaignStatuses, type CampaignStatus } from '#domain/campaign'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useDates, useFigures } from '../../parts/dates.ts'
import { FilterField } from '../../parts/filter-field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useShownStatus } from '../../parts/use-shown-status.ts'
import { campaignsQuery, meQuery, type Campaign } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './campaigns-screen.module.css'
import { readCampaignsSearch, statusesIn, type CampaignsSearch } from './campaigns-search.ts'
import { NewLetter } from './new-letter.tsx'

const route = getRouteApi('/staff/campaigns')

const refreshMilliseconds = 60_000

type Counts = { readonly [Status in CampaignStatus]?: number | undefined }

/** The letters that a search finds, newest first, a page at a time, and how many there are by status. */
function foundQuery({ q = '', status }: CampaignsSearch) {
  return infiniteQueryOptions({
    queryKey: ['campaigns', 'found', q, status ?? null],
    queryFn: async ({ pageParam }) => {
      const query = { q, ...(status !== undefined && { status }), ...(pageParam !== null && { before: pageParam }) }
      return (await api.campaigns.$get({ query })).json()
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: refreshMilliseconds,
  })
}

/** Every letter and where it stands, newest first; what is shown stands in the address. */
export function CampaignsScreen() {
  const words = useWords()
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const { data: me } = useQuery(meQuery)
  const { data: newest } = useQuery(campaignsQuery)
  const [isAsking, asking] = useDisclosure(false)
  const query = useInfiniteQuery(foundQuery(search))
  const found = query.data?.pages.flatMap(({ campaigns }) => campaigns) ?? []
  const counts = query.data?.pages[0]?.counts ?? {}
  const show = (change: Readonly<Record<keyof CampaignsSearch, string | undefined>>): void =>
    void navigate({ search: readCampaignsSearch(change), replace: true })
  const isNarrowed = search.q !== undefined || search.status !== undefined
  const begin = me !== undefined && mayRole(me.role, 'create-campaign') && (
    <Button leftSection={<Icon name="add" size={18} />} onClick={asking.open}>
      {words('letters.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={words('nav.campaigns')} actions={begin} />
      <ProblemNote error={query.error} />
      <div className={styles['filters']}>
        <FilterField
          label={words('letters.search')}
          value={search.q}
          onFilter={(q) => show({ status: search.status, q })}
        />
        <StatusChips
          counts={counts}
          chosen={statusesIn(search.status)}
          onChoose={(chosen) => show({ q: search.q, status: chosen.join() })}
        />
      </div>
      {query.data !== undefined && (
        <Panel title={words('letters.found', { count: countOf(counts, statusesIn(search.status)) })}>
          {found.length === 0 &&
            (isNarrowed ? (
              <EmptyNote
                action={
                  <Button variant="default" onClick={() => show({ q: undefined, status: undefined })}>
                    {words('letters.showAll')}
                  </Button>
                }
              >
                {words('letters.noneFound')}
              </EmptyNote>
            ) : (
              <EmptyNote action={begin}>{words('letters.none')}</EmptyNote>
            ))}
          {found.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} />
          ))}
          {query.hasNextPage && (
            <Button
              variant="default"
              mt="md"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
              {...listRow}
            >
              {words('letters.older')}
            </Button>
          )}
        </Panel>
      )}
      {isAsking && <NewLetter letters={newest?.campaigns ?? []} onClose={asking.close} />}
    </>
  )
}

type StatusChipsProps = {
  readonly counts: Counts
  readonly chosen: readonly CampaignStatus[]
  readonly onChoose: (chosen: readonly CampaignStatus[]) => void
}

/** Where letters stand and how many; none chosen shows all. */
function StatusChips({ counts, chosen, onChoose }: StatusChipsProps) {
  const words = useWords()
  const figures = useFigures()
  const shownStatus = useShownStatus()
  const shown = campaignStatuses.filter((status) => counts[status] !== undefined || chosen.includes(status))
  return (
    <div role="group" aria-label={words('letters.state')} className={styles['chips']}>
      <Chip.Group multiple value={[...chosen]} onChange={(values) => onChoose(statusesIn(values.join()))}>
        {shown.map((status) => (
          <Chip key={status} value={status} variant="outline" size="md">
            {words(`status.${shownStatus(status)}`)}{' '}
            <span className={styles['count']}>{figures(counts[status] ?? 0)}</span>
          </Chip>
        ))}
      </Chip.Group>
    </div>
  )
}

function countOf(counts: Counts, chosen: readonly CampaignStatus[]): number {
  return (chosen.length > 0 ? chosen : campaignStatuses).reduce((sum, status) => sum + (counts[status] ?? 0), 0)
}

function CampaignRow({ campaign }: { readonly campaign: Campaign }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { id, name, kind, status, releasedAt, firstDueAt, occursOn } = campaign
  const moment = releasedAt ?? firstDueAt
  const when =
    moment !== null
      ? words(releasedAt === null ? 'letters.due' : 'letters.left', { moment: dates.moment(moment, zone) })
      : occursOn !== null && words('letters.about', { day: dates.day(occursOn, 'full') })
  return (
    <PanelRow aside={<StatusMark status={status} />}>
      <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={styles['name']} {...listRow}>
        {name}
      </Link>
      <span className="hint">{[words(`kind.${kind}`), when].filter(Boolean).join(' · ')}</span>
    </PanelRow>
  )
}
