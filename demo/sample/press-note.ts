import { z } from 'zod'
import { demand } from '../demo-failure.ts'
import { soonest } from '../prepare-campaign.ts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait.ts'
import { submitAndApprove, writeOwn, type Colleagues } from './campaign-desk.ts'
import { pressNote } from './own-letters.ts'

const reportSchema = z.object({
  status: z.string(),
  account: z.object({ failed: z.number(), uncertain: z.number() }),
})

/** Has a letter leave of which not every mail arrives: the post office loses some. @returns its id */
export async function sendPressNote({ narrator, now }: Stage, team: Colleagues): Promise<string> {
  const id = await writeOwn(team.editor, pressNote)
  await submitAndApprove(team, id, soonest(now()).schedule)
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
