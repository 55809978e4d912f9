import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { viewerZone } from '../../parts/clock.ts'
import { useDates } from '../../parts/dates.ts'
import { Panel, PanelRow } from '../../parts/panel.tsx'
import { post } from '../../request.ts'
import { useWords } from '../../words.tsx'
import { sessionsQuery } from './account-queries.ts'

/** Where one is signed in. Neither networks nor browsers are kept, so a session is known by when it began. */
export function SessionsPanel() {
  const words = useWords()
  const dates = useDates()
  const client = useQueryClient()
  const { data } = useQuery(sessionsQuery)
  const refresh = () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  const end = useMutation({
    mutationFn: (id: string) => api.me.sessions[':id'].$delete({ param: { id } }),
    onSuccess: refresh,
  })
  const endOthers = useMutation({
    mutationFn: () => post('/api/auth/revoke-other-sessions'),
    onSuccess: refresh,
  })
  const sessions = data?.sessions ?? []
  return (
    <Panel
      title={words('account.sessions')}
      aside={
        sessions.length > 1 && (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {words('account.endOthers')}
          </Button>
        )
      }
    >
      <p className="hint">{words('account.sessionsHint')}</p>
      {sessions.map(({ id, createdAt, isThis }) => {
        const since = words('account.since', { moment: dates.moment(createdAt, viewerZone()) })
        return (
          <PanelRow
            key={id}
            aside={
              isThis ? (
                <b>{words('account.thisOne')}</b>
              ) : (
                <Button
                  variant="subtle"
                  color="plum"
                  onClick={() => end.mutate(id)}
                  aria-label={`${words('account.end')}: ${since}`}
                >
                  {words('account.end')}
                </Button>
              )
            }
          >
            {since}
          </PanelRow>
        )
      })}
    </Panel>
  )
}
