import { isBefore, laterDay } from './day-span.ts'
import { limits } from './limits.ts'
import type { Observance } from './observance.ts'
import type { ExistingDraft, NoticeKind, PlanDecision, PlanNotice, StepKey, VoidReason } from './observance-plan.ts'
import { isSure, occurrenceName, occurrencesIn, type ObservanceDate, type Occurrence } from './occurrence.ts'
import type { Playbook, PlaybookStep } from './playbook.ts'
import { isMissedLately, timeStep, type StepTiming } from './step-timing.ts'

/** Everything that planning looks at. */
export type PlanInput = {
  readonly observances: readonly Observance[]
  /** What people have said of dates, by the id of the observance. */
  readonly dates: ReadonlyMap<string, readonly ObservanceDate[]>
  readonly playbooks: readonly Playbook[]
  readonly drafts: readonly ExistingDraft[]
  readonly notices: readonly PlanNotice[]
  readonly today: Temporal.PlainDate
  /** The day from which the calendar is kept; what was due before it was never missed. */
  readonly since: Temporal.PlainDate
  /** How many days before its day the draft of a letter is made. */
  readonly horizonDays: number
}

/**
 * What is to be done today, for every observance with a playbook. Carried out and asked again, it answers nothing, on
 * the same day as on any later one until the next step comes near: it looks at what exists, not at when it ran last.
 */
export function planObservances(input: PlanInput): PlanDecision[] {
  return input.observances.flatMap((observance) => {
    const playbook = input.playbooks.find((candidate) => candidate.observance === observance.id)
    return playbook === undefined ? [] : planObservance(observance, playbook, input)
  })
}

/** What is known while one observance is planned. */
type Planning = PlanInput & {
  readonly observance: Observance
  readonly draftOf: (step: StepKey) => ExistingDraft | undefined
  readonly notify: (notice: PlanNotice) => PlanDecision[]
}

function planObservance(observance: Observance, playbook: Playbook, input: PlanInput): PlanDecision[] {
  const { today } = input
  const span = {
    from: today.subtract({ days: limits.planningSpanDays }),
    to: today.add({ days: limits.planningSpanDays }),
  }
  const occurrences = occurrencesIn(observance, input.dates.get(observance.id) ?? [], span)
  const nameOf = ({ nominalDate }: { nominalDate: Temporal.PlainDate }): string =>
    occurrenceName(observance.rule, nominalDate)
  const drafts = input.drafts.filter(({ observanceId }) => observanceId === observance.id)
  const told = new Set(
    input.notices.filter(({ observanceId }) => observanceId === observance.id).map((one) => noticeKey(one, nameOf)),
  )
  const planning: Planning = {
    ...input,
    observance,
    draftOf: (step) => drafts.find((draft) => draft.offsetDays === step.offsetDays && nameOf(draft) === nameOf(step)),
    notify: (notice) => (told.has(noticeKey(notice, nameOf)) ? [] : [{ action: 'notify', notice }]),
  }
  const known = new Set(occurrences.map(nameOf))
  const recent = today.subtract({ days: limits.missedNoticeDays })
  const lost = drafts.filter(
    (draft) => draft.state === 'open' && !isBefore(draft.plannedFor, recent) && !known.has(nameOf(draft)),
  )
  return [
    ...lost.map((draft) => voidDraft(keyOf(draft), 'not-in-calendar')),
    ...occurrences.flatMap((occurrence) => [
      ...askForDay(occurrence, planning),
      ...playbook.series.flatMap((step) => planStep(step, occurrence, planning)),
    ]),
  ]
}

function planStep(step: PlaybookStep, occurrence: Occurrence, planning: Planning): PlanDecision[] {
  const { nominalDate } = occurrence
  const key = { observanceId: planning.observance.id, nominalDate, offsetDays: step.offsetDays }
  if (step.kind === 'notice') return remindStaff(key, occurrence, planning)
  const timing = timeStep(occurrence, step)
  const draft = planning.draftOf(key)
  if (draft === undefined) return planNewDraft(key, timing, occurrence, planning)
  switch (draft.state) {
    case 'dropped':
      return []
    case 'open':
      return planOpenDraft(draft, timing, occurrence, planning)
    case 'released':
      return followUp(draft, timing, occurrence, planning)
    case 'void':
      return reinstate(key, timing, occurrence, planning)
  }
}

function planNewDraft(key: StepKey, timing: StepTiming, occurrence: Occurrence, planning: Planning): PlanDecision[] {
  const { today, since, horizonDays, notify } = planning
  if (occurrence.certainty === 'cancelled' || isTooVague(occurrence)) return []
  if (isBefore(timing.lastDay, today)) {
    // A day that was never known cannot have been missed.
    const isMissed = occurrence.certainty !== 'expected' && isMissedLately(timing, { today, since })
    return isMissed ? notify(noticeOf('missed', key, timing.plannedFor)) : []
  }
  if (isBefore(today.add({ days: horizonDays }), timing.plannedFor)) return []
  return [placeDraft('create-draft', key, timing.plannedFor, occurrence, planning)]
}

function planOpenDraft(
  draft: ExistingDraft,
  timing: StepTiming,
  occurrence: Occurrence,
  planning: Planning,
): PlanDecision[] {
  const key = keyOf(draft)
  if (occurrence.certainty === 'cancelled') return [voidDraft(key, 'cancelled')]
  const isTentative = !isSure(occurrence.certainty)
  if (draft.plannedFor.equals(timing.plannedFor) && draft.isTentative === isTentative) return []
  if (!isBefore(timing.lastDay, planning.today)) {
    return [placeDraft('move-draft', key, timing.plannedFor, occurrence, planning)]
  }
  return [voidDraft(key, 'missed'), ...planning.notify(noticeOf('missed', key, timing.plannedFor))]
}

function followUp(
  draft: ExistingDraft,
  { plannedFor }: StepTiming,
  occurrence: Occurrence,
  { notify }: Planning,
): PlanDecision[] {
  const key = keyOf(draft)
  if (occurrence.certainty === 'cancelled') return notify(noticeOf('changed-after-sending', key, null))
  if (draft.plannedFor.equals(plannedFor)) return []
  return notify(noticeOf('changed-after-sending', key, occurrence.startsOn))
}

function reinstate(
  key: StepKey,
  { plannedFor, lastDay }: StepTiming,
  occurrence: Occurrence,
  planning: Planning,
): PlanDecision[] {
  const { today, horizonDays, notify } = planning
  if (occurrence.certainty === 'cancelled') return []
  if (isBefore(lastDay, today) || isBefore(today.add({ days: horizonDays }), plannedFor)) return []
  return notify(noticeOf('reinstated', key, plannedFor))
}

// A note that is late still helps until the day is there.
function remindStaff(key: StepKey, occurrence: Occurrence, { today, since, notify }: Planning): PlanDecision[] {
  if (occurrence.certainty === 'cancelled') return []
  const { plannedFor, lastDay } = timeStep(occurrence, key)
  const over = key.offsetDays < 0 ? occurrence.startsOn.subtract({ days: 1 }) : lastDay
  const isDue = !isBefore(today, plannedFor) && !isBefore(over, today) && !isBefore(over, since)
  return isDue ? notify(noticeOf('reminder', key, null)) : []
}

function askForDay(occurrence: Occurrence, { observance, today, since, notify }: Planning): PlanDecision[] {
  const { certainty, startsOn, endsOn, nominalDate } = occurrence
  if (certainty !== 'expected' && certainty !== 'tentative') return []
  const about = { observanceId: observance.id, nominalDate, offsetDays: null, about: null }
  if (!isBefore(endsOn, today)) {
    const isNear = !isBefore(today, startsOn.subtract({ days: limits.confirmDayNoticeDays }))
    return isNear ? notify({ kind: 'day-to-confirm', ...about }) : []
  }
  const isRecent = isMissedLately({ plannedFor: endsOn, lastDay: endsOn }, { today, since })
  return isRecent ? notify({ kind: 'day-unconfirmed', ...about }) : []
}

function placeDraft(
  action: 'create-draft' | 'move-draft',
  step: StepKey,
  plannedFor: Temporal.PlainDate,
  { certainty }: Occurrence,
  { today }: Planning,
): PlanDecision {
  return { action, step, plannedFor, sendOn: laterDay(plannedFor, today), isTentative: !isSure(certainty) }
}

function voidDraft(step: StepKey, because: VoidReason): PlanDecision {
  return { action: 'void-draft', step, because }
}

function noticeOf(kind: NoticeKind, key: StepKey, about: Temporal.PlainDate | null): PlanNotice {
  return { kind, ...key, about }
}

function keyOf({ observanceId, nominalDate, offsetDays }: StepKey): StepKey {
  return { observanceId, nominalDate, offsetDays }
}

function noticeKey(notice: PlanNotice, nameOf: (notice: PlanNotice) => string): string {
  return [notice.kind, nameOf(notice), notice.offsetDays, notice.about].join(' ')
}

/**
 * Whether so little is known of the day that no letter is drafted for it: a window of half a year would make a letter for
 * “tomorrow” out of nothing.
 */
export function isTooVague({ certainty, startsOn, endsOn }: Occurrence): boolean {
  return certainty === 'expected' && startsOn.until(endsOn).days >= limits.tentativeWindowDaysMax
}
