import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { api } from '../../../api.ts'
import { viewerZone } from '../../../parts/clock.ts'
import { useDates } from '../../../parts/dates.ts'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { faultsByField, ProblemNote } from '../../../parts/problem-note.tsx'
import { useWords } from '../../../words.tsx'
import { commentsQuery } from '../campaign-queries.ts'
import styles from '../campaign.module.css'

/** What staff say to each other about a letter. */
export function Comments({ campaignId }: { readonly campaignId: string }) {
  const words = useWords()
  const dates = useDates()
  const client = useQueryClient()
  const { data, error } = useQuery(commentsQuery(campaignId))
  const refresh = () => client.invalidateQueries({ queryKey: commentsQuery(campaignId).queryKey })
  const settle = useMutation({
    mutationFn: (commentId: string) =>
      api.campaigns[':id'].comments[':commentId'].settle.$post({ param: { id: campaignId, commentId } }),
    onSuccess: refresh,
  })
  const comments = data?.comments ?? []
  return (
    <Panel title={words('comments.title')}>
      <ProblemNote error={error} />
      {data !== undefined && comments.length === 0 && <EmptyNote>{words('comments.none')}</EmptyNote>}
      {comments.map(({ id, text, author, writtenAt, revision, settledAt, settledBy }) => (
        <article key={id} className={`${styles['comment']} ${settledAt === null ? '' : styles['settled']}`}>
          <p className="hint">
            {words('comments.by', { author: author.name, moment: dates.moment(writtenAt, viewerZone()) })}
            {revision !== null && ` · ${words('letter.version', { number: revision })}`}
          </p>
          <p>{text}</p>
          {settledAt === null ? (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={settle.isPending && settle.variables === id}
              onClick={() => settle.mutate(id)}
            >
              {words('comments.settle')}
              <span className="visually-hidden">: {text.slice(0, 60)}</span>
            </Button>
          ) : (
            <p className="hint">{words('comments.settled', { name: settledBy?.name ?? '' })}</p>
          )}
        </article>
      ))}
      <NewComment campaignId={campaignId} onSaid={refresh} />
    </Panel>
  )
}

function NewComment({ campaignId, onSaid }: { readonly campaignId: string; readonly onSaid: () => Promise<void> }) {
  const words = useWords()
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: async () =>
      (await api.campaigns[':id'].comments.$post({ param: { id: campaignId }, json: { text } })).json(),
    meta: { showsProblem: true },
    onSuccess: async () => {
      setText('')
      await onSaid()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm" mt="md" align="start">
        <ProblemNote error={add.error} shown={['text']} />
        <GrowingText
          w="100%"
          label={words('comments.new')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={faultsByField(add.error)['text']}
          rows={2}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={add.isPending}>
          {words('comments.say')}
        </Button>
      </Stack>
    </form>
  )
}
