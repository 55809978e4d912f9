import { z } from 'zod'
import type { Employee } from '../join-staff.ts'
import { demand } from '../demo-failure.ts'
import { nextFullMinute } from '../prepare-campaign.ts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait.ts'
import { submitAndApprove, writeOwn } from './campaign-desk.ts'
import { organisation } from '../cast.ts'
import { pressNote } from './own-letters.ts'

type Colleagues = { readonly editor: Employee; readonly approver: Employee }

const reportSchema = z.object({
  status: z.string(),
  account: z.object({ failed: z.number().nullable(), uncertain: z.number().nullable() }),
})

/** Has a letter leave of which not every mail arrives: the post office loses some. @returns its id */
export async function sendPressNote({ narrator, now }: Stage, team: Colleagues): Promise<string> {
  const id = await writeOwn(team.editor, pressNote)
  const due = nextFullMinute(now()).toZonedDateTimeISO(organisation.timeZone)
  await submitAndApprove(team, id, {
    mode: 'instant',
    date: due.toPlainDate().toString(),
    time: due.toPlainTime().toString({ smallestUnit: 'minute' }),
    timeZone: organisation.timeZone,
  })
  narrator.tell(`“${pressNote.name}” will leave in a moment; some of its readers cannot be reached.`)
  return id
}

/** Waits until the letter has left, and begins its correction. */
export async function correctPressNote(stage: Stage, { editor }: Colleagues, id: string): Promise<void> {
  const path = `/api/campaigns/${id}`
  const probe = async () => {
    const report = await editor.desk.get(`${path}/report`, reportSchema)
    return report.status === 'sent' ? report.account : null
  }
  const { failed, uncertain } = await waitFor('The end of the brief for the press', probe, {
    signal: stage.signal,
    withinSeconds: 120,
    everyMilliseconds: 250,
  })
  demand(failed !== 0 && uncertain !== 0, 'Every mail of the brief for the press has arrived, though some were lost.')
  await editor.desk.send({ method: 'POST', path: `${path}/correction` }, z.object({ id: z.uuid() }))
  stage.narrator.tell(
    `Of “${pressNote.name}” some mails were refused, and of others nobody knows. A correction is begun.`,
  )
}
