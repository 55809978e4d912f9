import { Button, Group, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { mayRole } from '#domain/staff'
import { api } from '../../../api.ts'
import { Icon } from '../../../parts/icon.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { meQuery } from '../../../queries.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'

const acts = ['pause', 'resume', 'cancel'] as const

type Act = (typeof acts)[number]

const icons = { pause: 'pause', resume: 'forward', cancel: 'stop' } as const satisfies Record<Act, string>

/** Pause, resume and stop, each with what it does to whom before it is done. */
export function SendingActs({ campaign }: { readonly campaign: FullCampaign }) {
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const [asked, setAsked] = useState<Act | null>(null)
  if (me === undefined || !mayRole(me.role, 'control-sending')) return null
  return (
    <>
      <Group>
        {actsFor(campaign).map((act) => (
          <Button
            key={act}
            variant={act === 'resume' ? 'filled' : 'default'}
            {...(act === 'cancel' && { c: 'plum' })}
            leftSection={<Icon name={icons[act]} size={18} />}
            onClick={() => setAsked(act)}
          >
            {words(`flight.${act}.action`)}
          </Button>
        ))}
      </Group>
      {asked !== null && <Question act={asked} campaignId={campaign.id} onClose={() => setAsked(null)} />}
    </>
  )
}

function actsFor({ status }: FullCampaign): readonly Act[] {
  if (status === 'scheduled' || status === 'sending') return ['pause', 'cancel']
  if (status === 'paused' || status === 'held') return ['resume', 'cancel']
  return status === 'draft' || status === 'in-review' ? ['cancel'] : []
}

type QuestionProps = { readonly act: Act; readonly campaignId: string; readonly onClose: () => void }

function Question({ act, campaignId, onClose }: QuestionProps) {
  const words = useWords()
  const client = useQueryClient()
  const perform = useMutation({
    mutationFn: async (): Promise<void> => {
      const request = { param: { id: campaignId } }
      if (act === 'pause') await api.campaigns[':id'].pause.$post(request)
      else if (act === 'resume') await api.campaigns[':id'].resume.$post(request)
      else await api.campaigns[':id'].cancel.$post(request)
    },
    meta: { showsProblem: true },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['campaigns'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={words(`flight.${act}.title`)}>
      <ProblemNote error={perform.error} />
      <Text>{words(`flight.${act}.effect`)}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {words('flight.leaveIt')}
        </Button>
        <Button
          color={act === 'cancel' ? 'plum' : 'north'}
          loading={perform.isPending}
          onClick={() => perform.mutate()}
        >
          {words(`flight.${act}.confirm`)}
        </Button>
      </Group>
    </Modal>
  )
}
