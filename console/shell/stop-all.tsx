import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mayRole } from '#domain/staff'
import { api } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { ProblemNote } from '../parts/problem-note.tsx'
import { meQuery, sendingQuery } from '../queries.ts'
import { useWords } from '../words.tsx'
import styles from './stop-all.module.css'

/**
 * The stop for everything, on every screen: one question, then no batch leaves any more.
 * @param look `row` at the end of a line, `small` beside other things, `slim` in a rail, where its words are only said
 */
export function StopAll({ look = 'full' }: { readonly look?: 'full' | 'row' | 'small' | 'slim' }) {
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
  const isShort = look === 'small'
  const label = isStopped
    ? words(isShort ? 'stop.stoppedShort' : 'stop.stopped')
    : words(isShort ? 'stop.short' : 'stop.button')
  return (
    <>
      <button
        type="button"
        className={`${styles['halt']} ${styles[look] ?? ''}`}
        onClick={asking.open}
        disabled={isStopped}
        title={label}
      >
        <Icon name={isStopped ? 'pause' : 'stop'} size={16} />
        <span className={look === 'slim' ? 'visually-hidden' : undefined}>{label}</span>
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
