import type { Executor } from '#database/database'
import { listToldNotices } from '#database/notice-queries'
import { findOrganisation } from '#database/organisation-queries'
import { findCalendarStart, listDraftStates } from '#database/planning-queries'
import { limits } from '#domain/limits'
import { draftState, type ExistingDraft, type PlanDecision, type PlanNotice } from '#domain/observance-plan'
import { planObservances as decideYear } from '#domain/plan-observances'
import { isPlanNotice } from '#domain/staff-notice'
import { carryOutDecision } from './carry-out-decision.ts'
import { mailNotices } from './mail-notices.ts'
import { readCalendar } from './read-calendar.ts'
import type { World } from './world.ts'

/** What one run of planning did. */
export type PlanningReport = {
  readonly created: number
  readonly moved: number
  readonly voided: number
  /** Notices that say something new, besides those of drafts. */
  readonly told: number
}

/**
 * Carries out what the calendar asks for today: makes, moves and voids drafts and tells staff, each in a transaction of
 * its own, so that what fails keeps nothing else back. Safe to run at any time and by two workers at once: it looks at
 * what exists, and of two who begin the same draft the database lets one. Sends nothing to readers, ever.
 * @throws AggregateError with the failures, after everything else is done
 */
export async function planObservances(world: World): Promise<PlanningReport> {
  const report = { created: 0, moved: 0, voided: 0, told: 0 }
  const organisation = await findOrganisation(world.database)
  // Letters need a sender and a time zone; nobody is behind an installation that has neither.
  if (!organisation) return report
  const { timeZone: homeZone } = organisation
  const today = world.now().toZonedDateTimeISO(homeZone).toPlainDate()
  const calendar = await readCalendar(world.database)
  const decisions = decideYear({
    ...calendar,
    ...(await readPlanned(world.database, today)),
    today,
    horizonDays: limits.planningHorizonDays,
  })
  const failures: unknown[] = []
  for (const decision of decisions) {
    try {
      if (await carryOutDecision(world, decision, { calendar, homeZone })) report[countOf[decision.action]] += 1
    } catch (error) {
      failures.push(error)
    }
  }
  await world.database.transaction((transaction) => mailNotices(world, transaction))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} decisions could not be carried out.`)
  return report
}

const countOf = {
  'create-draft': 'created',
  'move-draft': 'moved',
  'void-draft': 'voided',
  notify: 'told',
} as const satisfies Record<PlanDecision['action'], keyof PlanningReport>

/** What planning has led to before, in the form in which the domain looks at it. */
async function readPlanned(
  executor: Executor,
  today: Temporal.PlainDate,
): Promise<{ drafts: ExistingDraft[]; notices: PlanNotice[]; since: Temporal.PlainDate }> {
  // An occurrence lies at most one span from its nominal day, and planning looks one span back.
  const from = today.subtract({ days: 2 * limits.planningSpanDays })
  const told = await listToldNotices(executor, from)
  return {
    drafts: (await listDraftStates(executor, from)).map((draft) => ({ ...draft, state: draftState(draft) })),
    notices: told.flatMap(({ kind, observanceId, nominalDate, ...notice }) =>
      isPlanNotice(kind) && observanceId !== null && nominalDate !== null
        ? [{ ...notice, kind, observanceId, nominalDate }]
        : [],
    ),
    since: (await findCalendarStart(executor)) ?? today,
  }
}
