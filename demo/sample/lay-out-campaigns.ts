import { z } from 'zod'
import type { Schedule } from '#domain/send-time'
import { organisation } from '../cast.ts'
import type { Employee } from '../join-staff.ts'
import { nothing } from '../staff-desk.ts'
import type { Stage } from '../stage.ts'
import { rewrite, submit, submitAndApprove, takeStep, writeOwn } from './campaign-desk.ts'
import { goingRound } from './going-round.ts'
import { announceDecision, recordDecisions } from './record-decisions.ts'
import { openTable, openTableOn, radioEvening, reportSummary, secondInvitation } from './own-letters.ts'

type Team = { readonly editor: Employee; readonly approver: Employee; readonly translator: Employee }

const { timeZone } = organisation

/** Leaves a campaign in every state that a screen of staff can show. Nothing of it reaches the three readers. */
export async function layOutCampaigns(stage: Stage, team: Team): Promise<void> {
  await goRound(stage, team)
  await recordDecisions(stage, team.editor)
  await leaveInReview(stage, team)
  await sendBack(stage, team)
  await letDrift(stage, team)
  await scheduleByZone(stage, team)
  await pauseBeforeItsHour(stage, team)
  await tieToOutcome(stage, team)
  await inviteAndGiveUp(stage, team)
  await keepUnderEmbargo(stage, team)
  stage.narrator.tell('Meanwhile the desk fills: letters in review, sent back, paused, given up, waiting for a vote.')
}

/** In the air for most of a day: at one hour on every reader's clock, which has come in the east alone. */
async function goRound({ now }: Stage, team: Team): Promise<void> {
  const id = await writeOwn(team.editor, radioEvening)
  await submitAndApprove(team, id, { mode: 'local-time', timeZone, ...goingRound(now()) })
}

async function leaveInReview(stage: Stage, { editor, approver, translator }: Team): Promise<void> {
  const { id, startsOn } = await takeStep(stage, editor, { observanceId: 'coi-anniversary', offsetDays: -7 })
  await submit(editor, id, inTheMorning(startsOn.subtract({ days: 7 })))
  await comment(translator, id, '두 번째 문단의 ‘보고서’는 원문 그대로 두는 편이 좋겠습니다.')
  const settled = await comment(
    editor,
    id,
    'Is the anniversary the tenth or the eleventh? I have looked it up: both dates check.',
  )
  await comment(approver, id, 'I read it tonight. The ask at the end could be shorter.')
  const path = `/api/campaigns/${id}/comments/${settled}/settle`
  await editor.desk.send({ method: 'POST', path }, z.unknown())
}

async function sendBack(stage: Stage, { editor, approver }: Team): Promise<void> {
  const { id, startsOn } = await takeStep(stage, editor, { observanceId: 'world-refugee-day', offsetDays: -7 })
  await submit(editor, id, inTheMorning(startsOn.subtract({ days: 7 })))
  const text = 'Good, but the first paragraph promises more than the second keeps. Once more, please.'
  await approver.desk.send({ method: 'POST', path: `/api/campaigns/${id}/return`, body: { text } }, nothing)
}

/** The English goes on after the Korean was written. */
async function letDrift(stage: Stage, { editor }: Team): Promise<void> {
  const { id } = await takeStep(stage, editor, { observanceId: 'separated-families-day', offsetDays: -7 })
  await rewrite(editor, id, ({ en, ...others }) => ({
    ...others,
    ...(en && { en: { ...en, title: `${en.title}: what is left to say` } }),
  }))
}

async function scheduleByZone(stage: Stage, team: Team): Promise<void> {
  const { id, startsOn } = await takeStep(stage, team.editor, { observanceId: 'human-rights-day', offsetDays: -1 })
  const date = startsOn.subtract({ days: 1 }).toString()
  await submitAndApprove(team, id, { mode: 'local-time', date, time: '09:00', timeZone })
}

async function pauseBeforeItsHour(stage: Stage, team: Team): Promise<void> {
  const { id, startsOn } = await takeStep(stage, team.editor, { observanceId: 'rok-nkhra', offsetDays: -7 })
  await submitAndApprove(team, id, inTheMorning(startsOn.subtract({ days: 7 })))
  await team.approver.desk.send({ method: 'POST', path: `/api/campaigns/${id}/pause` }, nothing)
}

/** Leaves as soon as somebody records that the resolution was adopted. */
async function tieToOutcome(stage: Stage, team: Team): Promise<void> {
  const observanceId = 'unga-plenary'
  const occasion = await takeStep(stage, team.editor, { observanceId, offsetDays: 0 })
  const { id, nominalDate } = occasion
  await announceDecision(stage, team.editor, occasion)
  await submitAndApprove(team, id, { mode: 'on-outcome', observanceId, nominalDate })
}

async function inviteAndGiveUp({ now }: Stage, team: Team): Promise<void> {
  const today = now().toZonedDateTimeISO(timeZone).toPlainDate()
  const [invited, again] = [await writeOwn(team.editor, openTable), await writeOwn(team.editor, secondInvitation)]
  const body = { event: openTableOn(today.add({ days: 19 })) }
  await team.editor.desk.send({ method: 'PUT', path: `/api/campaigns/${invited}/event`, body }, nothing)
  await submitAndApprove(team, invited, inTheMorning(today.add({ days: 5 })))
  await team.editor.desk.send({ method: 'POST', path: `/api/campaigns/${again}/cancel` }, nothing)
}

async function keepUnderEmbargo({ now }: Stage, team: Team): Promise<void> {
  const where = 'America/New_York'
  const date = now().toZonedDateTimeISO(where).toPlainDate().add({ days: 4 }).toString()
  const id = await writeOwn(team.editor, reportSummary)
  const body = { embargo: { date, time: '12:00', timeZone: where } }
  await team.editor.desk.send({ method: 'PUT', path: `/api/campaigns/${id}/embargo`, body }, nothing)
  await submitAndApprove(team, id, { mode: 'instant', date, time: '12:05', timeZone: where })
}

async function comment({ desk }: Employee, campaignId: string, text: string): Promise<string> {
  const path = `/api/campaigns/${campaignId}/comments`
  return (await desk.send({ method: 'POST', path, body: { text } }, z.object({ id: z.uuid() }))).id
}

function inTheMorning(day: Temporal.PlainDate): Schedule {
  return { mode: 'instant', date: day.toString(), time: '10:00', timeZone }
}
