import { findLatestRevisions } from '#database/campaign-queries'
import { findOrganisation } from '#database/organisation-queries'
import { listCampaignsBetween, listPlannedDrafts, type DraftAndCampaign } from '#database/planning-queries'
import { findCrowdedStretches, type CrowdedStretch, type DatedLetter } from '#domain/crowded-stretch'
import { isBefore, isWithin, type DaySpan } from '#domain/day-span'
import { limits } from '#domain/limits'
import type { Observance } from '#domain/observance'
import { occurrenceName, occurrencesIn, type Occurrence } from '#domain/occurrence'
import { isTooVague } from '#domain/plan-observances'
import type { PlaybookStep } from '#domain/playbook'
import { timeStep } from '#domain/step-timing'
import { readCalendar, type Calendar } from './read-calendar.ts'
import { readStatuses, type CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/** A campaign in the calendar. `isTentative` says that its day is not certain. */
export type ShownCampaign = CampaignStanding & {
  readonly day: Temporal.PlainDate | null
  readonly isTentative: boolean
}

/** A step, the day it stands for, and what has been made of it. */
export type ShownStep = {
  readonly step: PlaybookStep
  readonly plannedFor: Temporal.PlainDate
  readonly draft: ShownCampaign | null
}

/** An occurrence with what is done around it. */
export type ShownOccurrence = {
  readonly observance: Observance
  /** Its name, as `occurrenceName` gives it. */
  readonly name: string
  readonly occurrence: Occurrence
  readonly steps: readonly ShownStep[]
}

/** A stretch of the year as staff see it. */
export type ShownCalendar = {
  readonly occurrences: readonly ShownOccurrence[]
  /** Campaigns that no playbook led to. */
  readonly campaigns: readonly ShownCampaign[]
  readonly crowded: readonly (Omit<CrowdedStretch, 'letters'> & { readonly letters: readonly ShownLetter[] })[]
}

/** A letter in a crowded stretch: a campaign, or a step that will lead to one. */
export type ShownLetter = Pick<DatedLetter, 'day' | 'topics'> & {
  /** What staff call the campaign; null while there is none. */
  readonly name: string | null
  readonly campaignId: string | null
  readonly observanceId: string | null
  readonly offsetDays: number | null
}

/** What returns in a stretch of days or is done in it, the letters for it, and where letters crowd. Reads only. */
export async function showCalendar(world: World, span: DaySpan): Promise<ShownCalendar> {
  const { database } = world
  const homeZone = (await findOrganisation(database))?.timeZone ?? 'UTC'
  const calendar = await readCalendar(database)
  const wide = {
    from: span.from.subtract({ days: 2 * limits.planningSpanDays }),
    to: span.to.add({ days: 2 * limits.planningSpanDays }),
  }
  const drafts = await listPlannedDrafts(database, wide)
  const tied = new Map(drafts.map(({ draft }) => [draft.campaignId, draft]))
  const found = await listCampaignsBetween(database, {
    ...span,
    firstInstant: span.from.toZonedDateTime(homeZone).toInstant(),
    endInstant: span.to.add({ days: 1 }).toZonedDateTime(homeZone).toInstant(),
  })
  const others = found.filter(({ id }) => !tied.has(id))
  const shownOccurrences = occurrencesAround(calendar, span)
  const wanted = new Set(shownOccurrences.map(({ observance, name }) => `${observance.id} ${name}`))
  const shownDrafts = drafts.filter(({ draft }) => wanted.has(`${draft.observanceId} ${draft.occurrence}`))
  const standings = await readStatuses(world, database, [...shownDrafts.map(({ campaign }) => campaign), ...others])
  const shown = new Map(
    standings.map((standing) => {
      const draft = tied.get(standing.campaign.id)
      const day = leavesOn(standing.campaign, homeZone) ?? draft?.plannedFor ?? standing.campaign.occursOn
      return [standing.campaign.id, { ...standing, day, isTentative: draft?.isTentative ?? false }]
    }),
  )
  const occurrences = shownOccurrences.map(({ steps, ...occurrence }) => ({
    ...occurrence,
    steps: steps.map((step) => ({ ...step, draft: draftOf(shownDrafts, shown, occurrence, step) })),
  }))
  const campaigns = others.flatMap(({ id }) => shown.get(id) ?? [])
  const topics = await readTopics(world, [...shown.keys()])
  return { occurrences, campaigns, crowded: findCrowds({ occurrences, campaigns }, topics, span) }
}

type BareOccurrence = Omit<ShownOccurrence, 'steps'> & { readonly steps: readonly Omit<ShownStep, 'draft'>[] }

/** The occurrences that touch a span of days, or of which a step does. */
function occurrencesAround({ observances, playbooks, dates }: Calendar, span: DaySpan): BareOccurrence[] {
  const wide = {
    from: span.from.subtract({ days: limits.planningSpanDays }),
    to: span.to.add({ days: limits.planningSpanDays }),
  }
  return observances
    .flatMap((observance) => {
      const series = playbooks.find((playbook) => playbook.observance === observance.id)?.series ?? []
      return occurrencesIn(observance, dates.get(observance.id) ?? [], wide).map((occurrence) => ({
        observance,
        name: occurrenceName(observance.rule, occurrence.nominalDate),
        occurrence,
        steps: series.map((step) => ({ step, plannedFor: timeStep(occurrence, step).plannedFor })),
      }))
    })
    .filter(({ occurrence: { startsOn, endsOn }, steps }) => {
      const touches = !isBefore(span.to, startsOn) && !isBefore(endsOn, span.from)
      return touches || steps.some(({ plannedFor }) => isWithin(plannedFor, span))
    })
    .toSorted((a, b) => Temporal.PlainDate.compare(a.occurrence.startsOn, b.occurrence.startsOn))
}

function draftOf(
  drafts: readonly DraftAndCampaign[],
  shown: ReadonlyMap<string, ShownCampaign>,
  { observance, name }: Pick<ShownOccurrence, 'observance' | 'name'>,
  { step }: Pick<ShownStep, 'step'>,
): ShownCampaign | null {
  const found = drafts.find(
    ({ draft }) =>
      draft.observanceId === observance.id && draft.occurrence === name && draft.offsetDays === step.offsetDays,
  )
  return (found && shown.get(found.campaign.id)) ?? null
}

// A letter on every reader's own clock leaves on one day, which begins at different hours.
function leavesOn(
  { schedule, releasedAt, firstDueAt }: CampaignStanding['campaign'],
  zone: string,
): Temporal.PlainDate | null {
  if (schedule?.mode === 'local-time') return Temporal.PlainDate.from(schedule.date)
  return (releasedAt ?? firstDueAt)?.toZonedDateTimeISO(zone).toPlainDate() ?? null
}

async function readTopics({ database }: World, ids: readonly string[]): Promise<Map<string, readonly string[]>> {
  const revisions = ids.length > 0 ? await findLatestRevisions(database, ids) : []
  return new Map(revisions.map(({ campaignId, audience }) => [campaignId, audience.topics]))
}

function findCrowds(
  { occurrences, campaigns }: Pick<ShownCalendar, 'occurrences' | 'campaigns'>,
  topics: ReadonlyMap<string, readonly string[]>,
  span: DaySpan,
): ShownCalendar['crowded'] {
  const letters = new Map<string, DatedLetter & ShownLetter>()
  const add = (letter: Omit<DatedLetter & ShownLetter, 'id'>): void => {
    if (isWithin(letter.day, span)) letters.set(String(letters.size), { ...letter, id: String(letters.size) })
  }
  const addCampaign = (
    { campaign, day, status }: ShownCampaign,
    at: Partial<ShownLetter> & { series: string },
  ): void => {
    if (day === null || status === 'cancelled') return
    const { id: campaignId, name } = campaign
    add({ observanceId: null, offsetDays: null, ...at, name, campaignId, day, topics: topics.get(campaignId) ?? [] })
  }
  for (const { observance, name, occurrence, steps } of occurrences) {
    if (occurrence.certainty === 'cancelled' || isTooVague(occurrence)) continue
    const at = { observanceId: observance.id, series: `${observance.id} ${name}` }
    for (const { step, plannedFor, draft } of steps) {
      if (step.kind === 'notice') continue
      const { offsetDays, audienceTopics } = step
      if (draft) addCampaign(draft, { ...at, offsetDays })
      else add({ ...at, name: null, campaignId: null, offsetDays, day: plannedFor, topics: audienceTopics })
    }
  }
  for (const campaign of campaigns) addCampaign(campaign, { series: campaign.campaign.id })
  return findCrowdedStretches([...letters.values()], limits.crowdedDays).map((stretch) => ({
    ...stretch,
    letters: stretch.letters.flatMap((id) => letters.get(id) ?? []),
  }))
}
