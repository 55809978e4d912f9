import { findOrganisation } from '#database/organisation-queries'
import { listMailProviders, readHandedOver, type MailProvider } from '#database/provider-queries'
import { findPulse, type Pulse } from '#database/pulse-queries'
import { providerNames, type ProviderName } from '#domain/provider'
import { providerStanding, unblemished, type ProviderStanding } from '#domain/provider-health'
import type { StopReason } from '#domain/sending-stop'
import { dayOf, warmUpDay } from '#domain/warm-up'
import { stoppedByStaff } from './stop-provider.ts'
import type { World } from './world.ts'

/** A provider as staff see it. */
export type ReadProvider = {
  readonly name: ProviderName
  /** False for one that was used before and is not any more. */
  readonly isConfigured: boolean
  /** Whether a campaign goes by it for which nobody chose one. */
  readonly isUsual: boolean
  readonly standing: ProviderStanding
  readonly stopped: { readonly since: Temporal.Instant; readonly reason: string } | null
  readonly restsUntil: Temporal.Instant | null
  readonly failingSince: Temporal.Instant | null
  /** Today's part of its warm-up; null when there is none, or it is over. */
  readonly warmUp: {
    readonly startsOn: Temporal.PlainDate
    readonly day: number
    readonly ceiling: number
    /** Since midnight in UTC. */
    readonly handedOver: number
  } | null
}

/** What stands in the way of all sending, if anything does. */
export type ReadSending = {
  readonly stop: { readonly since: Temporal.Instant; readonly reason: StopReason } | null
  /** The last sign of life of a worker; null when there never was one. */
  readonly pulse: Pulse | null
  /** The configured ones in their order, then others of which something is known. */
  readonly providers: readonly ReadProvider[]
}

/** How sending stands as a whole: the global stop, the pulse of the workers, and each provider. */
export async function readSending(world: World): Promise<ReadSending> {
  const [organisation, pulse, rows] = await Promise.all([
    findOrganisation(world.database),
    findPulse(world.database),
    listMailProviders(world.database),
  ])
  const known = new Map(rows.map((row) => [row.name, row]))
  const retired = providerNames.filter((name) => known.has(name) && !world.providers.includes(name))
  const since = organisation?.sendingStoppedAt
  return {
    stop: since ? { since, reason: organisation.sendingStopReason ?? 'staff' } : null,
    pulse: pulse ?? null,
    providers: await Promise.all(
      [...world.providers, ...retired].map((name) => readProvider(world, name, known.get(name))),
    ),
  }
}

async function readProvider(world: World, name: ProviderName, row: MailProvider | undefined): Promise<ReadProvider> {
  const now = world.now()
  const standing = providerStanding(row ?? unblemished, world.thresholds, now)
  const isResting = standing === 'resting' || standing === 'failing'
  const today = dayOf(now)
  const day = row?.warmUpStartsOn ? warmUpDay(row.warmUpStartsOn, today) : null
  return {
    name,
    isConfigured: world.providers.includes(name),
    isUsual: name === world.providers[0],
    standing,
    stopped: row?.stoppedAt ? { since: row.stoppedAt, reason: row.stopReason ?? stoppedByStaff } : null,
    restsUntil: isResting ? (row?.restsUntil ?? null) : null,
    failingSince: row?.failingSince ?? null,
    warmUp:
      day && row?.warmUpStartsOn
        ? {
            startsOn: row.warmUpStartsOn,
            day: day.number,
            ceiling: day.ceiling,
            handedOver: await readHandedOver(world.database, { provider: name, day: today }),
          }
        : null,
  }
}
