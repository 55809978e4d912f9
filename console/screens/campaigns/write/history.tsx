import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LetterContents } from '#domain/letter'
import { languageName } from '../../../parts/language-name.ts'
import { useDates } from '../../../parts/dates.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { viewerZone } from '../../../parts/clock.ts'
import { useWords } from '../../../words.tsx'
import { historyQuery, revisionQuery, type FullCampaign } from '../campaign-queries.ts'
import { contentsOf } from '../stored-draft.ts'
import { Changes } from './changes.tsx'
import type { Kept } from './draft-keeper.ts'

type HistoryProps = {
  readonly campaign: FullCampaign
  readonly kept: Kept
  readonly onRestore: (contents: LetterContents) => void
}

/** The revisions of a letter: what each said, and how to bring its words back. */
export function History(props: HistoryProps) {
  const words = useWords()
  const [isOpen, history] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={history.open}>
        {words('history.title')}
      </Button>
      {isOpen && <HistoryDialogue {...props} onClose={history.close} />}
    </>
  )
}

function HistoryDialogue({ campaign, kept, onRestore, onClose }: HistoryProps & { readonly onClose: () => void }) {
  const words = useWords()
  const dates = useDates()
  const { data, error } = useQuery(historyQuery(campaign.id, kept.number))
  const [chosen, setChosen] = useState<number | null>(null)
  const { data: older } = useQuery({ ...revisionQuery(campaign.id, chosen ?? 0), enabled: chosen !== null })
  const choices = (data?.revisions ?? []).map(({ number, author, createdAt }) => ({
    value: String(number),
    label: words('history.one', {
      number,
      author: author?.name ?? words('history.planning'),
      moment: dates.moment(createdAt, viewerZone()),
    }),
  }))
  const said = data?.revisions.find(({ number }) => number === chosen)?.inStep ?? []
  const before = older === undefined ? null : contentsOf(older.contents)
  const restore = (): void => {
    if (before === null) return
    onRestore(before)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={words('history.title')} size="xl">
      <Stack>
        <ProblemNote error={error} />
        <Select
          size="md"
          label={words('history.which')}
          description={words('history.hint')}
          data={choices}
          value={chosen === null ? null : String(chosen)}
          onChange={(value) => setChosen(value === null ? null : Number(value))}
          data-autofocus
        />
        {said.length > 0 && (
          <p>
            {words('history.said', {
              parts: said
                .map(({ locale, part }) =>
                  words('write.partIn', { part: words(`part.${part}`), language: languageName(locale) }),
                )
                .join('; '),
            })}
          </p>
        )}
        {before !== null && <Changes before={before} after={kept.draft.contents} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words('history.close')}
          </Button>
          <Button disabled={before === null} onClick={restore}>
            {words('history.restore')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
