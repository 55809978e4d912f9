import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../../api.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'

const empty = { name: '', slug: '', occursOn: '' }

/** Begins a letter with the words and the readers of another. What is left empty follows from the other one. */
export function RepeatLetter({
  campaign: { id },
  onClose,
}: {
  readonly campaign: FullCampaign
  readonly onClose: () => void
}) {
  const words = useWords()
  const navigate = useNavigate()
  const [wish, setWish] = useState(empty)
  const { change, faults } = useChange({
    send: async () => {
      const json = Object.fromEntries(Object.entries(wish).filter(([, text]) => text !== ''))
      return (await api.campaigns[':id'].clone.$post({ param: { id }, json })).json()
    },
    refreshes: [['campaigns']],
    onDone: ({ id: campaignId, facts }) => {
      if (facts.length > 0)
        notifications.show({ color: 'ochre', message: words('web.again.facts', { count: facts.length }) })
      void navigate({ to: '/campaigns/$campaignId/write', params: { campaignId } })
    },
  })
  const field = (name: keyof typeof empty) => ({
    value: wish[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setWish((before) => ({ ...before, [name]: value })),
    error: faults[name],
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <Modal opened onClose={onClose} title={words('web.again.repeatQuestion')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemNote error={change.error} shown={['name', 'slug', 'occursOn']} />
          <p>{words('web.again.repeatEffect')}</p>
          <TextInput
            label={words('letters.name')}
            description={words('web.again.follows')}
            {...field('name')}
            data-autofocus
          />
          <TextInput label={words('letters.slug')} description={words('letters.slugHint')} {...field('slug')} />
          <TextInput
            type="date"
            label={words('letters.day')}
            description={words('web.again.dayHint')}
            {...field('occursOn')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words('letters.leaveIt')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {words('letters.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
