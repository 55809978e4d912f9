import { Button, NativeSelect, Table, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { useDates, useFigures } from '../../parts/dates.ts'
import { FilterField } from '../../parts/filter-field.tsx'
import { LinkButton } from '../../parts/link-button.tsx'
import { EmptyNote, Panel } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useRowsShown } from '../../parts/rows-shown.ts'
import { listRow } from '../../parts/use-list-keys.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { useWords } from '../../words.tsx'
import { auditActions, auditActionWord } from './audit-actions.ts'
import { auditQuery, membersQuery } from './settings-queries.ts'
import { readSettingsSearch, type SettingsSearch } from './settings-search.ts'
import styles from './settings.module.css'

const route = getRouteApi('/staff/settings')

/** The record of what was done, with a filter that can be linked, and the check that nothing was taken out of it. */
export function AuditPart() {
  const words = useWords()
  const zone = useOrganisationZone()
  const { actor, action, subject, since, until, shown } = route.useSearch()
  const query = useInfiniteQuery(
    auditQuery({
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action }),
      ...(subject !== undefined && { subject }),
      ...(since !== undefined && { since: beginning(since, zone) }),
      ...(until !== undefined && { until: beginning(until, zone, 1) }),
    }),
  )
  const { rows: events, next } = useRowsShown(query, query.data?.pages.flatMap((page) => page.events) ?? [], shown)
  return (
    <>
      <ChainPanel />
      <Panel title={words('settings.part.audit')}>
        <div className={styles['fields']}>
          <AuditFilter />
          <ProblemNote error={query.error} />
          {query.data !== undefined && events.length === 0 && <EmptyNote>{words('settings.audit.empty')}</EmptyNote>}
          {events.length > 0 && <AuditTable events={events} />}
          {next !== null && (
            <div className={styles['foot']}>
              <LinkButton
                from="/settings"
                search={(before) => ({ ...before, shown: next })}
                resetScroll={false}
                variant="default"
                loading={query.isFetchingNextPage}
                {...listRow}
              >
                {words('settings.audit.more')}
              </LinkButton>
            </div>
          )}
        </div>
      </Panel>
    </>
  )
}

function AuditFilter() {
  const words = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: members } = useQuery(membersQuery)
  const filter = (name: keyof SettingsSearch, value: string | undefined): void => {
    void navigate({ search: readSettingsSearch({ ...search, shown: undefined, [name]: value }), replace: true })
  }
  return (
    <div className={styles['pairs']}>
      <NativeSelect
        size="md"
        label={words('settings.audit.actor')}
        data={[
          { value: '', label: words('settings.audit.anybody') },
          ...(members?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={search.actor ?? ''}
        onChange={({ currentTarget }) => filter('actor', currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={words('settings.audit.action')}
        data={[
          { value: '', label: words('settings.audit.anything') },
          ...auditActions.map((value) => ({ value, label: words(`settings.audit.act.${value}`) })),
        ]}
        value={search.action ?? ''}
        onChange={({ currentTarget }) => filter('action', currentTarget.value)}
      />
      {(['since', 'until'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={words(`settings.audit.${name}`)}
          value={search[name] ?? ''}
          onChange={({ currentTarget }) => filter(name, currentTarget.value)}
        />
      ))}
      <FilterField
        label={words('settings.audit.subject')}
        value={search.subject}
        onFilter={(subject) => filter('subject', subject)}
      />
    </div>
  )
}

type AuditEvent = {
  readonly id: number
  readonly occurredAt: string
  readonly actor: { readonly name: string } | null
  readonly action: string
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string | number>>
}

function AuditTable({ events }: { readonly events: readonly AuditEvent[] }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  return (
    // What scrolls has to be reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['wide']} tabIndex={0} role="region" aria-label={words('settings.audit.entries')}>
      <Table verticalSpacing="xs" className={styles['entries']}>
        <Table.Thead>
          <Table.Tr>
            {(['when', 'actor', 'action', 'detail'] as const).map((name) => (
              <Table.Th key={name}>{words(`settings.audit.${name}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map(({ id, occurredAt, actor, action, subject, detail }) => {
            const known = auditActionWord(action)
            return (
              <Table.Tr key={id}>
                <Table.Td className="figures">
                  {dates.day(dayOf(occurredAt, zone), 'full')} {dates.time(occurredAt, zone)}
                </Table.Td>
                <Table.Td>{actor?.name ?? words('settings.audit.system')}</Table.Td>
                <Table.Td>{known === null ? <code>{action}</code> : words(`settings.audit.act.${known}`)}</Table.Td>
                <Table.Td className={styles['found']}>
                  {subject !== null && (
                    <Link
                      from="/settings"
                      search={(before) => readSettingsSearch({ ...before, shown: undefined, subject })}
                      title={words('settings.audit.ofSubject')}
                      {...listRow}
                    >
                      <code>{subject}</code>
                    </Link>
                  )}
                  {Object.entries(detail).map(([name, value]) => (
                    <code key={name} className={styles['detail']}>
                      {name}: {value}
                    </code>
                  ))}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function ChainPanel() {
  const words = useWords()
  const figures = useFigures()
  const check = useMutation({
    mutationFn: async () => (await api.audit.check.$get()).json(),
    meta: { showsProblem: true },
  })
  return (
    <Panel
      title={words('settings.audit.chain')}
      aside={
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {words('settings.audit.check')}
        </Button>
      }
    >
      <ProblemNote error={check.error} />
      <p>{words('settings.audit.chainHint')}</p>
      {check.data !== undefined && (
        <p role="status" className={styles[check.data.brokenAt === null ? 'pine' : 'plum']}>
          {check.data.brokenAt === null
            ? words('settings.audit.whole', { count: check.data.entries, figure: figures(check.data.entries) })
            : words('settings.audit.broken', { entry: figures(check.data.brokenAt) })}
        </p>
      )}
    </Panel>
  )
}

function dayOf(instant: string, zone: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate()
}

/** The first instant of a day on the clocks of the organisation. */
function beginning(day: string, zone: string, later = 0): string {
  return Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(zone).toInstant().toString()
}
