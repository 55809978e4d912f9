import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mayRole } from '#domain/staff'
import { api } from '../api.ts'
import { useDates } from '../parts/dates.ts'
import { Icon } from '../parts/icon.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { useOrganisationZone } from '../parts/use-organisation-zone.ts'
import { meQuery, sendingQuery, type Sending } from '../queries.ts'
import { useWords } from '../words.tsx'
import styles from './shell.module.css'

/** The stop for everything, on every screen: one question, then no batch leaves any more. */
export function StopAll({ isSmall = false }: { readonly isSmall?: boolean }) {
  const words = useWords()
  const { data: sending } = useQuery(sendingQuery)
  const { data: me } = useQuery(meQuery)
  const [isAsking, asking] = useDisclosure(false)
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => api.sending.stop.$post(),
    meta: { showsProblem: true },
    onSuccess: async () => {
      await client.invalidateQueries()
      asking.close()
    },
  })
  if (me !== undefined && !mayRole(me.role, 'control-sending')) return null
  const isStopped = typeof sending?.stoppedAt === 'string'
  const label = words(isStopped ? 'stop.stopped' : isSmall ? 'stop.short' : 'stop.button')
  return (
    <>
      <button
        type="button"
        className={`${styles['halt']} ${isSmall ? styles['haltSmall'] : ''}`}
        onClick={asking.open}
        disabled={isStopped}
        title={label}
      >
        <Icon name={isStopped ? 'pause' : 'stop'} size={16} />
        <span className={isSmall ? undefined : styles['word']}>{label}</span>
      </button>
      <Modal opened={isAsking} onClose={asking.close} title={words('stop.question')}>
        <ProblemNote error={stop.error} />
        <Text>{words('stop.effect')}</Text>
        <Text mt="xs">{words('stop.safe')}</Text>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={asking.close} data-autofocus>
            {words('stop.keep')}
          </Button>
          <Button color="plum" loading={stop.isPending} onClick={() => stop.mutate()}>
            {words('stop.confirm')}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

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
    <div className={styles['stopped']} role="status">
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
