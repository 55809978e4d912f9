import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mayRole } from '#domain/staff'
import { api } from '../api.ts'
import { useDates } from '../parts/dates.ts'
import { Icon } from '../parts/icon.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { useOrganisationZone } from '../parts/use-organisation-zone.ts'
import { meQuery, type Sending } from '../queries.ts'
import { useWords } from '../words.tsx'
import styles from './stopped-note.module.css'

/** Says on every screen that nothing is sent, why, and how it goes on. */
export function StoppedNote({ sending }: { readonly sending: Sending }) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [isAsking, asking] = useDisclosure(false)
  const resume = useMutation({
    mutationFn: () => api.sending.resume.$post(),
    meta: { showsProblem: true },
    onSuccess: async () => {
      await client.invalidateQueries()
      asking.close()
    },
  })
  const reason = sending.stopReason ?? 'staff'
  const since = sending.stoppedAt === null ? '' : dates.moment(sending.stoppedAt, zone)
  return (
    <div className={styles['note']} role="status">
      <Icon name="pause" />
      <div>
        <b>{words('stop.since', { since })}</b>
        <p>{words(`stop.reason.${reason}`)}</p>
      </div>
      {me !== undefined && mayRole(me.role, 'control-sending') && (
        <Button variant="default" onClick={asking.open}>
          {words('stop.resume')}
        </Button>
      )}
      <Modal opened={isAsking} onClose={asking.close} title={words('stop.resumeQuestion')}>
        <ProblemNote error={resume.error} />
        <Text>{words('stop.resumeEffect')}</Text>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={asking.close} data-autofocus>
            {words('stop.stay')}
          </Button>
          <Button loading={resume.isPending} onClick={() => resume.mutate()}>
            {words('stop.resume')}
          </Button>
        </Group>
      </Modal>
    </div>
  )
}
