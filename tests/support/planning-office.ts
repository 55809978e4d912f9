import { cancelOccurrence } from '#actions/cancel-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { planObservances } from '#actions/plan-observances'
import { reinstateOccurrence } from '#actions/reinstate-occurrence'
import { findRecordedDate } from '#database/observance-queries'
import { calendarKept, organisation, plannedDrafts, staffNotices } from '#database/tables'
import { assembleTeam, type Team } from './campaigns.ts'
import { createTestWorld, type TestWorld } from './world.ts'

/** An organisation with the seed library whose calendar is planned on chosen days. */
export type PlanningOffice = TestWorld & {
  readonly team: Team
  /** Sets the clock to an hour of a day. */
  setDay(day: string, hour?: number): void
  /** Plans at noon of a day, as one worker does or several at once. */
  planOn(day: string, workers?: number): Promise<void>
  planFrom(first: string, last: string): Promise<void>
  /** Has the editor confirm the day of what is announced in a year. */
  confirmDay(observanceId: string, year: string, startsOn: string): Promise<void>
  cancelDay(observanceId: string, year: string): Promise<void>
  reinstateDay(observanceId: string, year: string): Promise<void>
  /** What staff were told from a day on, one line each: `2026-06-30 draft nk-defectors-day 0 for 2026-07-14`. */
  told(from?: string): Promise<string[]>
}

/** @param zone where the organisation is, and with it the days of its calendar */
export async function openPlanningOffice(since: string, zone = 'Asia/Seoul'): Promise<PlanningOffice> {
  const testWorld = await createTestWorld({ now: `${since}T00:00+09:00` })
  const { world, clock } = testWorld
  const team = await assembleTeam(world)
  await world.database.update(organisation).set({ timeZone: zone })
  await world.database.update(calendarKept).set({ since: Temporal.PlainDate.from(since) })

  const setDay: PlanningOffice['setDay'] = (day, hour = 12) => {
    const plainTime = Temporal.PlainTime.from({ hour })
    clock.set(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime }).toInstant())
  }
  const wordOf = async (observanceId: string, occurrence: string) => {
    const version = (await findRecordedDate(world.database, { observanceId, occurrence }))?.version ?? 0
    return { member: team.editor, observanceId, occurrence, version }
  }
  const planOn: PlanningOffice['planOn'] = async (day, workers = 1) => {
    setDay(day)
    await Promise.all(Array.from({ length: workers }, () => planObservances(world)))
  }
  return {
    ...testWorld,
    team,
    setDay,
    planOn,
    async planFrom(first, last) {
      const end = Temporal.PlainDate.from(last)
      for (let day = Temporal.PlainDate.from(first); Temporal.PlainDate.compare(day, end) <= 0;) {
        await planOn(day.toString())
        day = day.add({ days: 1 })
      }
    },
    async confirmDay(observanceId, occurrence, startsOn) {
      const day = { startsOn, lengthDays: 1, timeZone: null, sourceUrl: 'https://www.ohchr.org/' }
      await confirmDay(world, { ...(await wordOf(observanceId, occurrence)), day })
    },
    async cancelDay(observanceId, occurrence) {
      const cancellation = { sourceUrl: 'https://www.ohchr.org/', reason: '' }
      await cancelOccurrence(world, { ...(await wordOf(observanceId, occurrence)), cancellation })
    },
    async reinstateDay(observanceId, occurrence) {
      await reinstateOccurrence(world, await wordOf(observanceId, occurrence))
    },
    async told(from = since) {
      const notices = await world.database.select().from(staffNotices).orderBy(staffNotices.id)
      const drafts = await world.database.select().from(plannedDrafts)
      return notices
        .map((notice) => {
          const draft = drafts.find(({ campaignId }) => campaignId === notice.campaignId)
          return [
            notice.createdAt.toZonedDateTimeISO(zone).toPlainDate().toString(),
            verbs.get(notice.kind) ?? notice.kind,
            notice.observanceId,
            notice.offsetDays === null ? '' : signed(notice.offsetDays),
            notice.kind === 'draft-void' ? draft?.voidReason : notice.about && `for ${notice.about.toString()}`,
            notice.kind !== 'draft-void' && draft?.isTentative ? 'tentative' : '',
          ]
            .filter((word) => word)
            .join(' ')
        })
        .filter((line) => line >= from)
    },
  }
}

const verbs = new Map<string, string>([
  ['draft-created', 'draft'],
  ['draft-moved', 'move'],
  ['draft-void', 'void'],
])

function signed(days: number): string {
  return days > 0 ? `+${days}` : String(days)
}
