import { z } from 'zod'
import { audienceRuleSchema } from '#domain/audience'
import { letterContentsSchema } from '#domain/letter'
import { organisation, staff } from './cast.ts'
import { demand } from './demo-failure.ts'
import type { Employee } from './join-staff.ts'
import type { PlannedCampaign } from './letters.ts'
import { showPreviews, findConcerns } from './prepare-campaign.ts'
import type { Stage } from './stage.ts'

/** The day whose letter the story sends, by its id in the seed library. */
const observanceId = 'nk-defectors-day'

const planningSchema = z.object({ created: z.number(), moved: z.number(), voided: z.number(), told: z.number() })

const calendarSchema = z.object({
  occurrences: z.array(
    z.object({
      observanceId: z.string(),
      nominalDate: z.string(),
      startsOn: z.string(),
      steps: z.array(z.object({ offsetDays: z.number(), draft: z.object({ id: z.uuid() }).nullable() })),
    }),
  ),
})

const draftSchema = z.object({
  name: z.string(),
  slug: z.string(),
  occursOn: z.string(),
  revision: z.object({
    number: z.literal(1),
    contents: letterContentsSchema,
    audience: audienceRuleSchema,
    fallbackLocale: z.null(),
    acknowledgedFacts: z.array(z.string()).length(0),
  }),
})

/** Plans the calendar for today, and reads the mail in which the staff are told what that has led to. */
export async function planCalendar({ narrator, mailbox }: Stage, { desk, name }: Employee): Promise<void> {
  const planned = await desk.send({ method: 'POST', path: '/api/planning' }, planningSchema)
  const { created, moved, voided, told } = planned
  narrator.tell(`${name} plans the calendar for today: ${created} drafts and ${told} other notices.`)
  const again = await desk.send({ method: 'POST', path: '/api/planning' }, planningSchema)
  const repeated = again.created + again.moved + again.voided + again.told
  demand(repeated === 0, 'Planning the same day again did something again.')
  if (created + moved + voided + told === 0) return
  const { subject } = await mailbox.await('The notices for the editor', staff.editor.address, 1)
  narrator.tell(`Each of the staff is told in one mail: “${subject}”.`)
}

/**
 * Has the playbook draft the letter for the next Defectors' Day, months before its turn, looks at it in every language
 * and acknowledges the facts in it that want it.
 */
export async function takePlaybookLetter(
  stage: Stage,
  editor: Employee,
): Promise<{ id: string; planned: PlannedCampaign }> {
  const { narrator } = stage
  const { id, startsOn } = await draftFromPlaybook(stage, editor)
  const { revision, ...named } = await editor.desk.get(`/api/campaigns/${id}`, draftSchema)
  const { number, contents, audience, fallbackLocale } = revision
  const planned = { ...named, contents, audience }
  narrator.tell(`The playbook has drafted “${planned.name}”, for ${startsOn}, in English and Korean.`)
  const acknowledgedFacts = await findConcerns(editor, planned)
  await editor.desk.send(
    {
      method: 'POST',
      path: `/api/campaigns/${id}/revisions`,
      body: { basedOn: number, contents, audience, fallbackLocale, acknowledgedFacts },
    },
    z.object({ number: z.literal(2) }),
  )
  narrator.tell(`${editor.name}, the editor, has read it. Its words stay as they are.`)
  narrator.tell(`Figures that have aged or are disputed are acknowledged: ${acknowledgedFacts.join(', ') || 'none'}.`)
  await showPreviews(stage, editor, { id, planned })
  return { id, planned }
}

/** The draft of the day itself: one that planning has made already, or one that the editor asks for. */
async function draftFromPlaybook({ now }: Stage, { desk }: Employee): Promise<{ id: string; startsOn: string }> {
  const today = now().toZonedDateTimeISO(organisation.timeZone).toPlainDate()
  const span = `from=${today.toString()}&to=${today.add({ days: 380 }).toString()}`
  const { occurrences } = await desk.get(`/api/calendar?${span}`, calendarSchema)
  const next = occurrences.find(
    (occurrence) => occurrence.observanceId === observanceId && occurrence.startsOn >= today.toString(),
  )
  demand(next !== undefined, 'The calendar has no next Defectors’ Day.')
  const { nominalDate, startsOn, steps } = next
  const draft = steps.find(({ offsetDays }) => offsetDays === 0)?.draft
  if (draft) return { id: draft.id, startsOn }
  const body = { observanceId, nominalDate, offsetDays: 0 }
  const { id } = await desk.send({ method: 'POST', path: '/api/planning/drafts', body }, z.object({ id: z.uuid() }))
  return { id, startsOn }
}
