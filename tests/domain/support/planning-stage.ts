import type { ExistingDraft, PlanDecision, PlanNotice, StepKey } from '#domain/observance-plan'
import { occurrenceName, type ObservanceDate } from '#domain/occurrence'
import { planObservances } from '#domain/plan-observances'
import { limits } from '#domain/limits'
import type { SeedLibrary } from '#domain/seed-library'
import { on } from './day-texts.ts'

type Calendar = {
  readonly observances: SeedLibrary['observances']
  readonly playbooks: SeedLibrary['playbooks']['series']
}

/**
 * A calendar that is planned on chosen days and does what planning says, as the daily job does. `log` holds one line for
 * everything that was done, in order: `2026-06-30 draft nk-defectors-day 0 for 2026-07-14`.
 */
export class PlanningStage {
  readonly log: string[] = []
  drafts: ExistingDraft[] = []
  notices: PlanNotice[] = []
  dates: ReadonlyMap<string, readonly ObservanceDate[]> = new Map()
  readonly #calendar: Calendar
  readonly #since: Temporal.PlainDate

  constructor(calendar: Calendar, since: string) {
    this.#calendar = calendar
    this.#since = on(since)
  }

  /** Says a date of an observance, in place of what was said of the same occurrence before. */
  say(observanceId: string, date: ObservanceDate): void {
    const observance = this.#calendar.observances.find(({ id }) => id === observanceId)
    if (observance === undefined) throw new Error(`No observance ${observanceId}`)
    const name = occurrenceName(observance.rule, date.nominalDate)
    const others = (this.dates.get(observanceId) ?? []).filter(
      ({ nominalDate }) => occurrenceName(observance.rule, nominalDate) !== name,
    )
    this.dates = new Map([...this.dates, [observanceId, [...others, date]]])
  }

  /** What planning would do on a day. */
  decide(day: string): PlanDecision[] {
    return planObservances({
      ...this.#calendar,
      dates: this.dates,
      drafts: this.drafts,
      notices: this.notices,
      today: on(day),
      since: this.#since,
      horizonDays: limits.planningHorizonDays,
    })
  }

  /** Plans on a day and does what is decided. */
  runOn(day: string): void {
    for (const decision of this.decide(day)) {
      this.#carryOut(decision)
      this.log.push(`${day} ${describeDecision(decision)}`)
    }
  }

  /** Plans on every day of a stretch. */
  runFrom(first: string, last: string): void {
    for (let day = on(first); Temporal.PlainDate.compare(day, on(last)) <= 0; day = day.add({ days: 1 })) {
      this.runOn(String(day))
    }
  }

  /** Changes the state of the draft of a step, as sending it or cancelling it does. */
  mark(observanceId: string, offsetDays: number, state: ExistingDraft['state']): void {
    this.drafts = this.drafts.map((draft) =>
      draft.observanceId === observanceId && draft.offsetDays === offsetDays ? { ...draft, state } : draft,
    )
  }

  #carryOut(decision: PlanDecision): void {
    switch (decision.action) {
      case 'create-draft': {
        const { step, plannedFor, isTentative } = decision
        if (this.#has(step)) throw new Error('A second draft for one step')
        this.drafts = [...this.drafts, { ...step, plannedFor, isTentative, state: 'open' }]
        return
      }
      case 'move-draft': {
        const { plannedFor, isTentative } = decision
        this.#change(decision.step, (draft) => ({ ...draft, plannedFor, isTentative }))
        return
      }
      case 'void-draft':
        this.#change(decision.step, (draft) => ({ ...draft, state: 'void' }))
        return
      case 'notify':
        this.notices = [...this.notices, decision.notice]
    }
  }

  #has(step: StepKey): boolean {
    return this.drafts.some((draft) => isSame(draft, step))
  }

  #change(step: StepKey, change: (draft: ExistingDraft) => ExistingDraft): void {
    this.drafts = this.drafts.map((draft) => (isSame(draft, step) ? change(draft) : draft))
  }
}

/** A decision in one line. */
function describeDecision(decision: PlanDecision): string {
  if (decision.action === 'notify') {
    const { kind, observanceId, offsetDays, about } = decision.notice
    return [kind, observanceId, offset(offsetDays), about && `for ${String(about)}`].filter((word) => word).join(' ')
  }
  const { observanceId, offsetDays } = decision.step
  const step = `${observanceId} ${offset(offsetDays)}`
  if (decision.action === 'void-draft') return `void ${step} ${decision.because}`
  const { action, plannedFor, sendOn, isTentative } = decision
  const late = plannedFor.equals(sendOn) ? '' : `, late, on ${String(sendOn)}`
  const name = action === 'create-draft' ? 'draft' : 'move'
  return `${name} ${step} for ${String(plannedFor)}${late}${isTentative ? ' tentative' : ''}`
}

function offset(days: number | null): string {
  if (days === null) return ''
  return days > 0 ? `+${days}` : String(days)
}

function isSame(a: StepKey, b: StepKey): boolean {
  return a.observanceId === b.observanceId && a.offsetDays === b.offsetDays && a.nominalDate.equals(b.nominalDate)
}
