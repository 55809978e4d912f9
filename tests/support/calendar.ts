import type { OccurrenceWord } from '#actions/change-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { readOccurrence } from '#actions/read-occurrence'
import { recordOutcome } from '#actions/record-outcome'
import type { World } from '#actions/world'
import type { StaffMember } from '#domain/staff'
import type { Outcome } from '#domain/un-outcome'

/** The vote of a committee in New York, which the tests of the calendar turn around. */
export const vote = { observanceId: 'unga-third-committee', occurrence: '2026' } as const

/** A word of somebody on the vote, as they see it now. */
export async function wordOn(
  world: World,
  member: StaffMember,
  place: Pick<OccurrenceWord, 'observanceId' | 'occurrence'> = vote,
): Promise<OccurrenceWord> {
  const { record } = await readOccurrence(world, place)
  return { member, ...place, version: record?.version ?? 0 }
}

export const source = 'https://press.example/vote'

/** Confirms the vote for a day. */
export async function confirmVote(world: World, member: StaffMember, startsOn = '2026-11-19'): Promise<void> {
  const day = { startsOn, lengthDays: 1, timeZone: null, sourceUrl: source }
  await confirmDay(world, { ...(await wordOn(world, member)), day })
}

/** An outcome by which letters leave. */
export const adopted: Extract<Outcome, { result: 'adopted-without-vote' }> = {
  result: 'adopted-without-vote',
  document: null,
  coSponsors: 61,
  countries: [],
}

/** Records how the vote ended. */
export async function recordVote(world: World, member: StaffMember, outcome: Outcome = adopted): Promise<void> {
  await recordOutcome(world, { ...(await wordOn(world, member)), recorded: { outcome, sourceUrl: source } })
}
