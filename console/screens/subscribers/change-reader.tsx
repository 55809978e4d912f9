import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useLocale } from 'use-intl'
import { locales } from '#domain/locale'
import { api } from '../../api.ts'
import { languageNames } from '../../parts/language-names.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useWords } from '../../words.tsx'
import { readershipQuery, topicsQuery, type LookedUp } from './subscribers-queries.ts'
import styles from './subscribers.module.css'

type ChangeReaderProps = {
  readonly email: string
  readonly subscription: NonNullable<LookedUp['subscription']>
  readonly onDone: () => void
  readonly onLeave: () => void
}

/** Language and topics of one reader, as they asked for them. */
export function ChangeReader({ email, subscription, onDone, onLeave }: ChangeReaderProps) {
  const words = useWords()
  const spoken = useLocale()
  const { data } = useQuery(topicsQuery)
  const [locale, setLocale] = useState(subscription.locale)
  const [topics, setTopics] = useState<readonly string[]>(subscription.topics)
  const { change, faults } = useChange({
    send: () => api.subscribers.change.$post({ json: { email, locale, topics: [...topics] } }),
    refreshes: [readershipQuery.queryKey, ['audience']],
    says: words('readers.changed'),
    onDone,
  })
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(undefined)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['fields']}>
      <ProblemNote error={change.error} shown={['topics']} />
      <NativeSelect
        size="md"
        label={words('readers.found.language')}
        data={locales.map((value) => ({ value, label: languageNames[value] }))}
        value={locale}
        onChange={({ currentTarget }) => setLocale(locales.find((one) => one === currentTarget.value) ?? locale)}
      />
      <Checkbox.Group
        label={words('readers.found.topics')}
        value={[...topics]}
        onChange={setTopics}
        error={faults['topics']}
      >
        <div className={styles['pairs']}>
          {data?.topics.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name[spoken]} />
          ))}
        </div>
      </Checkbox.Group>
      <p className="hint">{words('readers.readerSees')}</p>
      <div className={styles['foot']}>
        <Button variant="default" onClick={onLeave}>
          {words('readers.leave')}
        </Button>
        <Button type="submit" loading={change.isPending}>
          {words('settings.save')}
        </Button>
      </div>
    </form>
  )
}
