/** Names one step of one occurrence. There is never more than one draft for it. */
export type StepKey = {
  readonly observanceId: string
  readonly nominalDate: Temporal.PlainDate
  readonly offsetDays: number
}

/** A draft that a step has led to before. */
export type ExistingDraft = StepKey & {
  /** The day the step stood for when the draft was made or moved last; a person may have scheduled another. */
  readonly plannedFor: Temporal.PlainDate
  readonly isTentative: boolean
  /**
   * - `open`: it can still change, approved or not
   * - `released`: it has begun to leave
   * - `void`: planning made it void
   * - `dropped`: a person cancelled it, which planning leaves alone
   */
  readonly state: 'open' | 'released' | 'void' | 'dropped'
}

/** What became of the draft of a step. A letter that has begun to leave has left, whoever cancelled the rest. */
export function draftState(facts: {
  readonly voidedAt: Temporal.Instant | null
  readonly releasedAt: Temporal.Instant | null
  readonly cancelledAt: Temporal.Instant | null
}): ExistingDraft['state'] {
  if (facts.voidedAt !== null) return 'void'
  if (facts.releasedAt !== null) return 'released'
  return facts.cancelledAt === null ? 'open' : 'dropped'
}

/**
 * What staff are told.
 * - `reminder`: a step of the playbook that is a note to staff
 * - `missed`: the day of a letter went by while nothing ran, or before anybody knew it
 * - `day-to-confirm`: its usual time is near and nobody has confirmed a day
 * - `day-unconfirmed`: its usual time is over and nobody has said what happened
 * - `changed-after-sending`: a letter has left that names a day which has moved or does not take place
 * - `reinstated`: it takes place after all; the draft of the step is void and a new one is a person's decision
 */
export type NoticeKind =
  | 'reminder'
  | 'missed'
  | 'day-to-confirm'
  | 'day-unconfirmed'
  | 'changed-after-sending'
  | 'reinstated'

/** A note to staff; told once, however often planning runs. */
export type PlanNotice = {
  readonly kind: NoticeKind
  readonly observanceId: string
  readonly nominalDate: Temporal.PlainDate
  /** The step it is about; null where it is about the occurrence. */
  readonly offsetDays: number | null
  /** The day that gives rise to it, so that a second change is told as well; null where there is only one. */
  readonly about: Temporal.PlainDate | null
}

/** Why a draft is void: what it is for does not take place, its day is over, or the calendar knows it no more. */
export type VoidReason = 'cancelled' | 'missed' | 'not-in-calendar'

/**
 * What planning does. Whoever carries it out tells staff of every draft that is made, moved or void.
 * `plannedFor` is the day of the step, `sendOn` the day to propose, which is today where the step is late.
 */
export type PlanDecision =
  | {
      readonly action: 'create-draft' | 'move-draft'
      readonly step: StepKey
      readonly plannedFor: Temporal.PlainDate
      readonly sendOn: Temporal.PlainDate
      /** A tentative draft can be written and read but not approved. */
      readonly isTentative: boolean
    }
  | { readonly action: 'void-draft'; readonly step: StepKey; readonly because: VoidReason }
  | { readonly action: 'notify'; readonly notice: PlanNotice }
