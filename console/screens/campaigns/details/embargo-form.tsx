import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode, SubmitEvent } from 'react'
import type { Embargo } from '#domain/embargo'
import { api } from '../../../api.ts'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useChange } from '../../../parts/use-change.ts'
import { useWords } from '../../../words.tsx'
import type { EditProps } from './edits.ts'
import { VoidsNote } from './voids-note.tsx'
import { WallTime } from './wall-time.tsx'

/** An embargo as a form holds it, finished or not. */
export type EmbargoForm = Embargo

type EmbargoEditorProps = EditProps<'embargo'> & {
  readonly values: EmbargoForm
  readonly onClose: () => void
  /** What follows from the values, below them. */
  readonly children: ReactNode
}

/** Sets an embargo, changes it or lifts it. */
export function EmbargoEditor({ campaign, values, edit, onEdit, onClose, children }: EmbargoEditorProps) {
  const words = useWords()
  const { change, faults } = useChange({
    send: (embargo: Embargo | null) =>
      api.campaigns[':id'].embargo.$put({ param: { id: campaign.id }, json: { embargo } }),
    refreshes: [['campaigns']],
    says: words('settings.saved'),
    onDone: () => {
      onEdit(null)
      onClose()
    },
  })
  const { embargo } = campaign
  // A moment that is over is refused by the name of the field alone, without that of the embargo.
  const { date: over, ...others } = faults
  const named = over === undefined ? others : { ...others, 'embargo.date': over }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    change.mutate(values)
  }
  const letGo = (): void => {
    if (embargo !== null) return change.mutate(null)
    onEdit(null)
    onClose()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack mt="sm">
        <ProblemNote error={change.error} shown={['date', 'embargo.date', 'embargo.time', 'embargo.timeZone']} />
        <p className="hint">{words('details.embargo.lead')}</p>
        <WallTime
          value={values}
          onChange={(part) => onEdit({ ...values, ...part })}
          field="embargo."
          faults={named}
          zoneLabel={words('details.embargo.zone')}
        />
        {children}
        <VoidsNote campaign={campaign} />
        {embargo !== null && <p className="hint">{words('details.embargo.liftEffect')}</p>}
        <Group justify="flex-end">
          <Button variant="default" onClick={letGo}>
            {words(embargo === null ? 'details.event.discard' : 'details.embargo.lift')}
          </Button>
          <Button type="submit" disabled={edit === null && embargo !== null} loading={change.isPending}>
            {words('details.embargo.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
