import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { campaignStatuses } from '#domain/campaign'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useDates } from '../../parts/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { meQuery, type Campaign } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import styles from './campaign.module.css'
import { isFound, type CampaignsSearch } from './campaigns-search.ts'
import { NewLetter } from './new-letter.tsx'

/** Every letter and where it stands, newest first; what is shown stands in the address. */
export function CampaignsScreen() {
  const words = useWords()
  const navigate = useNavigate({ from: '/campaigns' })
  const search = useSearch({ from: '/staff/campaigns' })
  const { data: me } = useQuery(meQuery)
  const [isAsking, asking] = useDisclosure(false)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['campaigns', 'pages'],
    queryFn: async ({ pageParam }) => (await api.campaigns.$get({ query: { before: pageParam } })).json(),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const all = data?.pages.flatMap(({ campaigns }) => campaigns)
  const found = all?.filter((campaign) => isFound(campaign, search)) ?? []
  const show = (change: CampaignsSearch): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  }
  const mayBegin = me !== undefined && mayRole(me.role, 'create-campaign')
  const begin = mayBegin && (
    <Button leftSection={<Icon name="add" size={18} />} onClick={asking.open}>
      {words('letters.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={words('nav.campaigns')} actions={begin} />
      <ProblemNote error={error} />
      <Group className={styles['filters']} align="end">
        <TextInput
          type="search"
          label={words('letters.search')}
          leftSection={<Icon name="search" size={18} />}
          value={search.q ?? ''}
          onChange={({ currentTarget }) => show({ q: currentTarget.value || undefined })}
        />
        <Select
          size="md"
          label={words('letters.state')}
          placeholder={words('letters.everyState')}
          data={campaignStatuses.map((value) => ({ value, label: words(`status.${value}`) }))}
          value={search.status ?? null}
          onChange={(chosen) => show({ status: campaignStatuses.find((known) => known === chosen) })}
          clearable
        />
      </Group>
      {all !== undefined && (
        <Panel title={words('letters.found', { count: found.length })}>
          {all.length === 0 && <EmptyNote action={begin}>{words('letters.none')}</EmptyNote>}
          {all.length > 0 && found.length === 0 && <EmptyNote>{words('letters.noneFound')}</EmptyNote>}
          {found.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} />
          ))}
          {hasNextPage && (
            <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words('letters.older')}
            </Button>
          )}
        </Panel>
      )}
      {isAsking && <NewLetter letters={all ?? []} onClose={asking.close} />}
    </>
  )
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
      <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={styles['name']}>
        {name}
      </Link>
      <span className="hint">{[words(`kind.${kind}`), when].filter(Boolean).join(' · ')}</span>
    </PanelRow>
  )
}
