import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import type { EndingWish, LiftableReason } from '#domain/suppression'
import { api } from '../../api.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { readershipQuery } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

type Act = {
  readonly email: string
  readonly isOpen: boolean
  readonly onDone: () => void
  readonly onLeave: () => void
}

const refreshes = [readershipQuery.queryKey, ['audience']]

/** Lets a reader go who told staff so: until they subscribe again, or for good. */
export function EndReader({ email, isOpen, isActive, onDone, onLeave }: Act & { readonly isActive: boolean }) {
  const words = useWords()
  const [wish, setWish] = useState<EndingWish>(isActive ? 'left' : 'blocked')
  const { change } = useChange({
    send: () => api.subscribers.end.$post({ json: { email, wish } }),
    refreshes,
    says: words('readers.ended'),
    onDone,
  })
  return (
    <Modal opened={isOpen} onClose={onLeave} title={words('readers.act.end')}>
      <Stack>
        <ProblemNote error={change.error} />
        <Radio.Group
          label={words('readers.wishes')}
          value={wish}
          onChange={(chosen) => setWish(chosen === 'blocked' ? 'blocked' : 'left')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="left" label={words('readers.wish.left')} />
            <Radio value="blocked" label={words('readers.wish.blocked')} />
          </Stack>
        </Radio.Group>
        <Text>{words('readers.readerSees')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            {words('readers.leave')}
          </Button>
          <Button color="plum" loading={change.isPending} onClick={() => change.mutate(undefined)}>
            {words('readers.endNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Erases a reader who asked for it. It cannot be undone, so it is asked once more. */
export function EraseReader({ email, isOpen, onDone, onLeave }: Act) {
  const words = useWords()
  const { change } = useChange({
    send: () => api.subscribers.erase.$post({ json: { email } }),
    refreshes,
    says: words('readers.erased'),
    onDone,
  })
  return (
    <Modal opened={isOpen} onClose={onLeave} title={words('readers.eraseQuestion')}>
      <Stack>
        <ProblemNote error={change.error} />
        <Text>{words('readers.eraseEffect')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave} data-autofocus>
            {words('readers.leave')}
          </Button>
          <Button color="plum" loading={change.isPending} onClick={() => change.mutate(undefined)}>
            {words('readers.eraseNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type LiftProps = { readonly email: string; readonly suppression: LiftableReason; readonly onDone: () => void }

/** Lets mail go again to an address whose reader says that it arrives. */
export function LiftSuppression({ email, suppression, onDone }: LiftProps) {
  const words = useWords()
  const [because, setBecause] = useState('')
  const { change, faults } = useChange({
    send: () =>
      api.subscribers['lift-suppression'].$post({
        json: { email, suppression, because: because.trim() === '' ? null : because },
      }),
    refreshes,
    says: words('readers.lifted'),
    onDone,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['because']} />
      <TextInput
        label={words('readers.because')}
        description={words('readers.becauseHint')}
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
        error={faults['because']}
      />
      <div className={styles['foot']}>
        <Button type="submit" variant="default" loading={change.isPending}>
          {words('readers.lift')}
        </Button>
      </div>
    </form>
  )
}
