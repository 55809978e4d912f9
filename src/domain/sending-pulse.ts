import type { StopReason } from './sending-stop.ts'

/**
 * Whether sending has to wait for a person, by what the pulse of sending tells.
 * @param last the last beat that the database knows; undefined before the first
 * @param remembered the last beat that this installation knows of, wherever its database is; null when it knows none
 * @returns the reason to stop, or null to go on
 */
export function findStopReason(
  {
    last,
    remembered,
    hasPlans,
  }: {
    readonly last: { readonly beat: number; readonly beatenAt: Temporal.Instant } | undefined
    readonly remembered: number | null
    /** Whether any campaign waits for its hour or has stopped half-way: without one, a silence was nothing but rest. */
    readonly hasPlans: boolean
  },
  { downtimeMinutes }: { readonly downtimeMinutes: number },
  now: Temporal.Instant,
): Extract<StopReason, 'downtime' | 'restored'> | null {
  // What left since the copy was made has left, whatever this database knows; so has everyone who unsubscribed.
  if (remembered !== null && (last?.beat ?? 0) < remembered) return 'restored'
  if (!last || !hasPlans) return null
  const silentUntil = last.beatenAt.add({ minutes: downtimeMinutes })
  return Temporal.Instant.compare(now, silentUntil) > 0 ? 'downtime' : null
}
