import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { mayRole } from '#domain/staff'
import { api } from '../../api.ts'
import { useFigures } from '../../parts/dates.ts'
import { holdsWords } from '../../parts/holds-words.ts'
import { EmptyNote } from '../../parts/panel.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useTold, useToldNote } from '../../parts/told.ts'
import { useChange } from '../../parts/use-change.ts'
import { listRow } from '../../parts/use-list-keys.ts'
import { meQuery } from '../../queries.ts'
import { useWords } from '../../words.tsx'
import { topicUsesQuery, type DescribedTopic } from './library-queries.ts'
import styles from './library.module.css'

const changed = [['topics'], ['library']]

/** What readers choose from, in the order in which they find it, with what hangs on each. */
export function TopicList({ sought = '' }: { readonly sought?: string }) {
  const words = useWords()
  const toldNote = useToldNote()
  const { data, error } = useQuery(topicUsesQuery)
  const { data: me } = useQuery(meQuery)
  const { change: order } = useChange({
    send: (ids: readonly string[]) => api.topics.order.$put({ json: { ids: [...ids] } }),
    refreshes: changed,
    showsProblem: false,
  })
  if (data === undefined) return <ProblemNote error={error} />
  const found = data.topics.filter(({ id, name }) => holdsWords([id, ...Object.values(name)], sought))
  if (found.length === 0) return <EmptyNote>{words('library.noneFound')}</EmptyNote>
  const mayEdit = me !== undefined && mayRole(me.role, 'edit-library')
  const ids = data.topics.map(({ id }) => id)
  // Their places are those among all of them, so that a list that shows some of them cannot be put in order.
  const mayMove = mayEdit && found.length === ids.length
  const swap = (at: number): void => {
    const [before, here] = [ids[at - 1], ids[at]]
    if (before !== undefined && here !== undefined) order.mutate(ids.toSpliced(at - 1, 2, here, before))
  }
  return (
    <>
      <p className="hint">
        {words('topics.lead')} {toldNote}
      </p>
      <ol className={styles['topics']} aria-label={words('library.kind.topic')}>
        {found.map((topic) => (
          <TopicRow key={topic.id} topic={topic}>
            {mayMove && (
              <MoveButtons
                topic={topic}
                at={ids.indexOf(topic.id)}
                count={ids.length}
                isPending={order.isPending}
                onSwap={swap}
              />
            )}
            {mayEdit && <RetireButton topic={topic} />}
          </TopicRow>
        ))}
      </ol>
    </>
  )
}

function TopicRow({ topic, children }: { readonly topic: DescribedTopic; readonly children: ReactNode }) {
  const words = useWords()
  const tell = useTold()
  const figures = useFigures()
  const locale = useLocale()
  const { id, name, description, hard, letters, unsent, readers, retiredAt } = topic
  const marks = [
    ...(retiredAt === null ? [] : [words('library.retired')]),
    ...(hard ? [words('library.hard')] : []),
    words('topics.readers', { readers: tell(readers) }),
    words('topics.letters', { count: letters, letters: figures(letters) }),
    ...(unsent === 0 ? [] : [words('topics.unsent', { count: unsent, letters: figures(unsent) })]),
  ]
  return (
    <li className={styles['topic']} data-retired={retiredAt === null ? undefined : true}>
      <div>
        <Link to="/library/$kind/$id" params={{ kind: 'topic', id }} {...listRow}>
          <b>{name[locale]}</b>
        </Link>{' '}
        <code className="hint">{id}</code>
        <p>{description[locale]}</p>
        <p className="hint">{marks.join(' · ')}</p>
      </div>
      <div className={styles['acts']}>{children}</div>
    </li>
  )
}

type MoveButtonsProps = {
  readonly topic: DescribedTopic
  readonly at: number
  readonly count: number
  readonly isPending: boolean
  readonly onSwap: (at: number) => void
}

function MoveButtons({ topic, at, count, isPending, onSwap }: MoveButtonsProps) {
  const words = useWords()
  const locale = useLocale()
  return (['up', 'down'] as const).map((way) => {
    const isLast = way === 'up' ? at === 0 : at === count - 1
    return (
      <Button
        key={way}
        size="xs"
        variant="subtle"
        // A button that is switched off would let go of the focus of whoever presses it again and again.
        aria-disabled={isLast || isPending}
        {...(isLast && { 'data-disabled': true })}
        aria-label={`${words(`topics.${way}`)}: ${topic.name[locale]}`}
        onClick={() => {
          if (!isLast && !isPending) onSwap(way === 'up' ? at : at + 1)
        }}
      >
        {words(`topics.${way}`)}
      </Button>
    )
  })
}

function RetireButton({ topic: { id, name, unsent, retiredAt } }: { readonly topic: DescribedTopic }) {
  const words = useWords()
  const figures = useFigures()
  const locale = useLocale()
  const { change } = useChange({
    send: async () => {
      const param = { kind: 'topic' as const, id }
      if (retiredAt === null) await api.library[':kind'][':id'].retire.$post({ param })
      else await api.library[':kind'][':id']['bring-back'].$post({ param })
    },
    refreshes: changed,
    showsProblem: false,
  })
  const ask = (): void => {
    modals.openConfirmModal({
      title: words('topics.retireQuestion', { name: name[locale] }),
      children: (
        <Text>
          {words('topics.retireEffect')}
          {unsent > 0 && ` ${words('topics.retireUnsent', { count: unsent, letters: figures(unsent) })}`}
        </Text>
      ),
      labels: { confirm: words('facts.retire'), cancel: words('facts.leave') },
      confirmProps: { color: 'plum' },
      onConfirm: () => change.mutate(undefined),
    })
  }
  const word = words(retiredAt === null ? 'facts.retire' : 'facts.bringBack')
  return (
    <Button
      size="xs"
      variant="subtle"
      color={retiredAt === null ? 'plum' : 'north'}
      loading={change.isPending}
      aria-label={`${word}: ${name[locale]}`}
      onClick={() => (retiredAt === null ? ask() : change.mutate(undefined))}
    >
      {word}
    </Button>
  )
}
