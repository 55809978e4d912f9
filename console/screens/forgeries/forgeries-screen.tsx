import { Button, Code, Switch, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'

const route = getRouteApi('/staff/forgeries')

function reportsQuery(only: 'open' | 'all') {
  return infiniteQueryOptions({
    queryKey: ['forgery-reports', only],
    queryFn: async ({ pageParam }) => {
      const query = { only, ...(pageParam !== null && { before: pageParam }) }
      return (await api['forgery-reports'].$get({ query })).json()
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

/** Letters that readers reported as forged: what each lacks, and which of ours it copies. Never the message itself. */
export function ForgeriesScreen() {
  const words = useWords()
  const { all = false } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: me } = useQuery(meQuery)
  const query = useInfiniteQuery(reportsQuery(all ? 'all' : 'open'))
  const reports = query.data?.pages.flatMap((page) => page.reports) ?? []
  const mayClose = me !== undefined && mayRole(me.role, 'handle-forgeries')
  return (
    <>
      <PageHead title={words('forgeries.title')} above={words('forgeries.lead')} />
      <Panel
        title={words(all ? 'forgeries.all' : 'forgeries.open')}
        aside={
          <Switch
            label={words('forgeries.showDone')}
            checked={all}
            onChange={({ currentTarget }) => void navigate({ search: currentTarget.checked ? { all: true } : {} })}
          />
        }
      >
        <ProblemNote error={query.error} />
        {query.data !== undefined && reports.length === 0 && <EmptyNote>{words('forgeries.none')}</EmptyNote>}
        {reports.map((report) => (
          <ReportRow key={report.id} report={report} mayClose={mayClose} />
        ))}
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
            {...listRow}
          >
            {words('facts.more')}
          </Button>
        )}
      </Panel>
      <Text component="p" className="hint" mt="md">
        {words('forgeries.whoOpens')}
      </Text>
    </>
  )
}

const knownSigns = [
  'code',
  'subject',
  'sender',
  'reply-address',
  'date',
  'own-links',
  'links',
  'honest-links',
  'text',
  'html',
  'no-files',
] as const

type Report = {
  readonly id: string
  readonly missingSigns: readonly string[]
  readonly senderDomain: string | null
  readonly foreignHosts: readonly string[]
  readonly campaign: { readonly id: string; readonly name: string } | null
  readonly reportedAt: string
  readonly doneAt: string | null
  readonly doneBy: { readonly name: string } | null
}

function ReportRow({ report, mayClose }: { readonly report: Report; readonly mayClose: boolean }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { id, missingSigns, senderDomain, foreignHosts, campaign, reportedAt, doneAt, doneBy } = report
  const { change: close } = useChange({
    send: () => api['forgery-reports'][':id'].done.$post({ param: { id } }),
    refreshes: [['forgery-reports'], ['notices']],
    showsProblem: false,
  })
  const when = dates.moment(reportedAt, zone)
  const signs = knownSigns.filter((sign) => missingSigns.includes(sign)).map((sign) => words(`forgeries.sign.${sign}`))
  const closed =
    doneAt === null ? null : words('forgeries.doneBy', { name: doneBy?.name ?? '', moment: dates.moment(doneAt, zone) })
  return (
    <PanelRow
      aside={
        closed === null && mayClose ? (
          <Button
            variant="default"
            loading={close.isPending}
            onClick={() => close.mutate(undefined)}
            aria-label={`${words('forgeries.done')}: ${when}`}
          >
            {words('forgeries.done')}
          </Button>
        ) : (
          <span className="hint">{closed}</span>
        )
      }
    >
      <b>{when}</b>
      <br />
      {words('forgeries.lacks', { signs: signs.join(', ') })}
      {senderDomain !== null && <Place words={words('forgeries.from')} names={[senderDomain]} />}
      {foreignHosts.length > 0 && <Place words={words('forgeries.leadsTo')} names={foreignHosts} />}
      {campaign !== null && (
        <>
          <br />
          <span className="hint">
            {words('forgeries.copies')}{' '}
            <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} {...listRow}>
              {campaign.name}
            </Link>
          </span>
        </>
      )}
    </PanelRow>
  )
}

/** A place in the net that a forged letter names. It is no link: nobody is to come there by a slip. */
function Place({ words, names }: { readonly words: string; readonly names: readonly string[] }) {
  return (
    <>
      <br />
      <span className="hint">{words}</span> <Code>{names.join(', ')}</Code>
    </>
  )
}
