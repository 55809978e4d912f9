import { Button, NativeSelect, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { staffRoles, type StaffRole } from '#domain/staff'
import { api } from '../../api.ts'
import { CopyLine } from '../../parts/copy-line.tsx'
import { useDates } from '../../parts/dates.ts'
import { FilterField } from '../../parts/filter-field.tsx'
import { holdsWords } from '../../parts/holds-words.ts'
import { EmptyNote, Panel, PanelRow } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useOrganisationZone } from '../../parts/use-organisation-zone.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { invitationsQuery, membersQuery } from './settings-queries.ts'
import { readSettingsSearch } from './settings-search.ts'
import styles from './settings.module.css'

const route = getRouteApi('/staff/settings')

/** Who works here, as what, and who was asked to. */
export function StaffPart() {
  return (
    <>
      <MembersPanel />
      <InvitationsPanel />
    </>
  )
}

function MembersPanel() {
  const words = useWords()
  const { q = '' } = route.useSearch()
  const { data, error } = useQuery(membersQuery)
  const { data: me } = useQuery(meQuery)
  const { change: changeRole } = useChange({
    send: ({ id, role }: { id: string; role: StaffRole }) =>
      api.staff[':id'].role.$put({ param: { id }, json: { role } }),
    refreshes: [membersQuery.queryKey, ['me']],
    says: words('settings.saved'),
    showsProblem: false,
  })
  const { change: remove } = useChange({
    send: (id: string) => api.staff[':id'].$delete({ param: { id } }),
    refreshes: [membersQuery.queryKey],
    showsProblem: false,
  })
  const askRemove = (id: string, name: string): void => {
    modals.openConfirmModal({
      title: words('settings.staff.removeQuestion', { name }),
      children: <Text>{words('settings.staff.removeEffect')}</Text>,
      labels: { confirm: words('account.remove'), cancel: words('account.keep') },
      confirmProps: { color: 'plum' },
      onConfirm: () => remove.mutate(id),
    })
  }
  const found = data?.members.filter(({ name, email, role }) => holdsWords([name, email, words(`role.${role}`)], q))
  return (
    <Panel title={words('settings.part.staff')} aside={<span className="hint">{found?.length}</span>}>
      <ProblemNote error={error} />
      <MembersFilter />
      {found?.length === 0 && <EmptyNote>{words('settings.staff.noneFound')}</EmptyNote>}
      <div>
        {found?.map(({ id, name, email, role, hasSecondFactor }) => (
          <PanelRow
            key={id}
            aside={
              <span className={styles['buttons']}>
                <NativeSelect
                  aria-label={`${words('settings.staff.role')}: ${name}`}
                  data={staffRoles.map((value) => ({ value, label: words(`role.${value}`) }))}
                  value={role}
                  onChange={({ currentTarget }) => {
                    const chosen = staffRoles.find((one) => one === currentTarget.value)
                    if (chosen !== undefined) changeRole.mutate({ id, role: chosen })
                  }}
                />
                {id !== me?.id && (
                  <Button
                    variant="subtle"
                    color="plum"
                    onClick={() => askRemove(id, name)}
                    aria-label={`${words('account.remove')}: ${name}`}
                  >
                    {words('account.remove')}
                  </Button>
                )}
              </span>
            }
          >
            <b>{name}</b>
            <br />
            <span className="hint">
              {email}
              {!hasSecondFactor && ` · ${words('settings.staff.noFactor')}`}
            </span>
          </PanelRow>
        ))}
      </div>
    </Panel>
  )
}

function MembersFilter() {
  const words = useWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <div className={styles['people']}>
      <FilterField
        label={words('settings.staff.search')}
        value={search.q}
        onFilter={(q) => void navigate({ search: readSettingsSearch({ ...search, q }), replace: true })}
      />
    </div>
  )
}

function InvitationsPanel() {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const { data } = useQuery(invitationsQuery)
  const [role, setRole] = useState<StaffRole>('editor')
  const { change: invite } = useChange({
    send: async () => (await api.staff.invitations.$post({ json: { role } })).json(),
    refreshes: [invitationsQuery.queryKey],
  })
  const { change: revoke } = useChange({
    send: (id: string) => api.staff.invitations[':id'].$delete({ param: { id } }),
    refreshes: [invitationsQuery.queryKey],
    showsProblem: false,
  })
  return (
    <Panel title={words('settings.staff.invitations')}>
      <div className={styles['fields']}>
        <ProblemNote error={invite.error} />
        <div className={styles['pairs']}>
          <NativeSelect
            size="md"
            label={words('settings.staff.inviteAs')}
            description={words(`settings.staff.may.${role}`)}
            data={staffRoles.map((value) => ({ value, label: words(`role.${value}`) }))}
            value={role}
            onChange={({ currentTarget }) => setRole(staffRoles.find((one) => one === currentTarget.value) ?? 'editor')}
          />
          <Button mt="auto" loading={invite.isPending} onClick={() => invite.mutate(undefined)}>
            {words('settings.staff.invite')}
          </Button>
        </div>
        {invite.data !== undefined && (
          <div role="status" className={styles['fields']}>
            <p>{words('settings.staff.once', { moment: dates.moment(invite.data.expiresAt, zone) })}</p>
            <CopyLine value={invite.data.url} label={words('settings.staff.link')} />
          </div>
        )}
        {data?.invitations.length === 0 && <EmptyNote>{words('settings.staff.noInvitations')}</EmptyNote>}
      </div>
      {data?.invitations.map(({ id, role: as, expiresAt, invitedBy }) => {
        const what = words('settings.staff.open', { role: words(`role.${as}`), moment: dates.moment(expiresAt, zone) })
        return (
          <PanelRow
            key={id}
            aside={
              <Button
                variant="subtle"
                color="plum"
                onClick={() => revoke.mutate(id)}
                aria-label={`${words('settings.staff.takeBack')}: ${what}`}
              >
                {words('settings.staff.takeBack')}
              </Button>
            }
          >
            {what}
            {invitedBy !== null && (
              <>
                <br />
                <span className="hint">{invitedBy.name}</span>
              </>
            )}
          </PanelRow>
        )
      })}
    </Panel>
  )
}
