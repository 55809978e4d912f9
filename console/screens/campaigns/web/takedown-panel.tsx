import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../../api.ts'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { useMay } from '../details/standing.ts'
import styles from './web.module.css'

const effects = ['page', 'lists', 'caches', 'mails', 'corrections', 'code', 'sending', 'record'] as const

type TakedownPanelProps = {
  readonly campaign: FullCampaign
  /** Whether there are corrections, whose pages name it. */
  readonly isCorrected: boolean
}

/** Takes a letter out of sight for good, or puts it back, each with a reason that is kept. */
export function TakedownPanel({ campaign, isCorrected }: TakedownPanelProps) {
  const words = useWords()
  const mayTakeDown = useMay('keep-archive')
  const mayLift = useMay('lift-takedown')
  const [isAsking, setAsking] = useState(false)
  const isDown = campaign.takenDownAt !== null
  const may = isDown ? mayLift : mayTakeDown
  return (
    <Panel title={words('web.takedown.title')}>
      <EmptyNote
        action={
          may && (
            <Button variant="default" {...(!isDown && { c: 'plum' })} onClick={() => setAsking(true)}>
              {words(isDown ? 'web.takedown.lift' : 'web.takedown.action')}
            </Button>
          )
        }
      >
        {words(isDown ? 'web.takedown.isDown' : 'web.takedown.what')}
      </EmptyNote>
      {!may && <p className="hint">{words(isDown ? 'web.takedown.adminsLift' : 'web.approversOnly')}</p>}
      {isAsking && (
        <Question campaign={campaign} isCorrected={isCorrected} isDown={isDown} onClose={() => setAsking(false)} />
      )}
    </Panel>
  )
}

type QuestionProps = TakedownPanelProps & { readonly isDown: boolean; readonly onClose: () => void }

function Question({ campaign: { id, finishedAt, cancelledAt }, isCorrected, isDown, onClose }: QuestionProps) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const { change, faults } = useChange({
    send: () => {
      const request = { param: { id }, json: { reason } }
      return isDown ? api.campaigns[':id'].takedown.$delete(request) : api.campaigns[':id'].takedown.$post(request)
    },
    refreshes: [['campaigns']],
    says: words(isDown ? 'web.takedown.lifted' : 'web.takedown.done'),
    onDone: onClose,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  const isLeaving = finishedAt === null && cancelledAt === null
  const happens = effects.filter(
    (effect) => (effect !== 'sending' || isLeaving) && (effect !== 'corrections' || isCorrected),
  )
  return (
    <Modal opened onClose={onClose} title={words(isDown ? 'web.takedown.liftQuestion' : 'web.takedown.question')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemNote error={change.error} shown={['reason']} />
          {isDown ? (
            <p>{words('web.takedown.liftEffect')}</p>
          ) : (
            <ul className={styles['effects']}>
              {happens.map((effect) => (
                <li key={effect}>{words(`web.takedown.effect.${effect}`)}</li>
              ))}
            </ul>
          )}
          <TextInput
            label={words('web.takedown.reason')}
            description={words('web.takedown.reasonHint')}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            error={faults['reason']}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('flight.leaveIt')}
            </Button>
            <Button type="submit" color={isDown ? 'north' : 'plum'} loading={change.isPending}>
              {words(isDown ? 'web.takedown.lift' : 'web.takedown.action')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
