import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { locales, type Localised } from '#domain/locale'
import { api } from '../../../api.ts'
import { useDates } from '../../../parts/dates.ts'
import { LocalisedInput } from '../../../parts/localised-input.tsx'
import { EmptyNote, Panel } from '../../../parts/panel.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useOrganisationZone } from '../../../parts/use-organisation-zone.ts'
import { useWords } from '../../../words.tsx'
import type { FullCampaign } from '../campaign-queries.ts'
import { useMay } from '../details/standing.ts'
import styles from './web.module.css'
import type { WebCopy } from './web-queries.ts'

const nothing: Localised = { en: '', ko: '' }

type NotesPanelProps = { readonly campaign: FullCampaign; readonly notes: WebCopy['notes'] }

/** What was added below a letter since it left. What is added stays, so it is read once more before. */
export function NotesPanel({ campaign, notes }: NotesPanelProps) {
  const words = useWords()
  const dates = useDates()
  const zone = useOrganisationZone()
  const mayAdd = useMay('keep-archive')
  return (
    <Panel title={words('web.notes.title')}>
      {notes.length === 0 && <EmptyNote>{words('web.notes.none')}</EmptyNote>}
      <ul>
        {notes.map(({ id, text, author, notedAt }) => (
          <li key={id} className={styles['note']}>
            <Both text={text} />
            <p className="hint">{words('web.notes.by', { name: author, moment: dates.moment(notedAt, zone) })}</p>
          </li>
        ))}
      </ul>
      {mayAdd ? <NewNote campaignId={campaign.id} /> : <p className="hint">{words('web.approversOnly')}</p>}
    </Panel>
  )
}

function Both({ text }: { readonly text: Localised }) {
  return (
    <div className={styles['texts']}>
      {locales.map((locale) => (
        <p key={locale} lang={locale}>
          {text[locale]}
        </p>
      ))}
    </div>
  )
}

function NewNote({ campaignId: id }: { readonly campaignId: string }) {
  const words = useWords()
  const [text, setText] = useState(nothing)
  const [isAsking, setAsking] = useState(false)
  const { change, faults } = useChange({
    send: (note: Localised) => api.campaigns[':id'].notes.$post({ param: { id }, json: { text: note } }),
    refreshes: [['campaigns', id]],
    says: words('web.notes.added'),
    onDone: () => setText(nothing),
  })
  const isWhole = locales.every((locale) => text[locale].trim() !== '')
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    // What is missing the API names, field by field; only what is whole is worth a question.
    if (isWhole) setAsking(true)
    else change.mutate(text)
  }
  return (
    <form onSubmit={submit} noValidate className={styles['newNote']}>
      <Stack>
        <ProblemNote error={change.error} shown={['text', 'text.en', 'text.ko']} />
        <LocalisedInput
          label={words('web.notes.add')}
          description={words('web.notes.addHint')}
          value={text}
          onChange={setText}
          field="text"
          faults={faults}
          isLong
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={change.isPending}>
            {words('web.notes.action')}
          </Button>
        </Group>
      </Stack>
      {isAsking && (
        <Modal opened onClose={() => setAsking(false)} title={words('web.notes.question')}>
          <Both text={text} />
          <p className="hint">{words('web.notes.effect')}</p>
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {words('web.notes.back')}
            </Button>
            <Button
              onClick={() => {
                setAsking(false)
                change.mutate(text)
              }}
            >
              {words('web.notes.confirm')}
            </Button>
          </Group>
        </Modal>
      )}
    </form>
  )
}
