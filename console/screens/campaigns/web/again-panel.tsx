import { Button, Group, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../../api.ts'
import { Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { useMay } from '../details/standing.ts'
import { RepeatLetter } from './repeat-letter.tsx'

/** What can be begun from a letter: a correction of what left, and a letter like it. */
export function AgainPanel({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const mayBegin = useMay('create-campaign')
  const [asked, setAsked] = useState<'correct' | 'repeat' | null>(null)
  const { kind, releasedAt, revision } = campaign
  const mayRepeat = kind !== 'correction' && revision !== null
  if (!mayBegin || (releasedAt === null && !mayRepeat)) return null
  const close = (): void => setAsked(null)
  return (
    <Panel title={words('web.again.title')}>
      <Stack>
        {releasedAt !== null && (
          <>
            <p>{words('web.again.correctWhat')}</p>
            <Group>
              <Button variant="default" onClick={() => setAsked('correct')}>
                {words('web.again.correct')}
              </Button>
            </Group>
          </>
        )}
        {mayRepeat && (
          <>
            <p>{words('web.again.repeatWhat')}</p>
            <Group>
              <Button variant="default" onClick={() => setAsked('repeat')}>
                {words('web.again.repeat')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
      {asked === 'correct' && <CorrectQuestion campaign={campaign} onClose={close} />}
      {asked === 'repeat' && <RepeatLetter campaign={campaign} onClose={close} />}
    </Panel>
  )
}

type QuestionProps = { readonly campaign: FullCampaign; readonly onClose: () => void }

function CorrectQuestion({ campaign: { id, finishedAt, cancelledAt }, onClose }: QuestionProps) {
  const words = useWords()
  const navigate = useNavigate()
  const { change } = useChange({
    send: async () => (await api.campaigns[':id'].correction.$post({ param: { id } })).json(),
    refreshes: [['campaigns']],
    onDone: (begun) => void navigate({ to: '/campaigns/$campaignId/write', params: { campaignId: begun.id } }),
  })
  const isLeaving = finishedAt === null && cancelledAt === null
  return (
    <Modal opened onClose={onClose} title={words('web.again.correctQuestion')}>
      <Stack>
        <ProblemNote error={change.error} />
        <p>{words('web.again.correctEffect')}</p>
        {isLeaving && <b>{words('web.again.stillLeaving')}</b>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words('flight.leaveIt')}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate(undefined)}>
            {words('web.again.correct')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
