import { limits } from './limits.ts'
import type { ProviderName, TroublePolicy } from './provider.ts'
import { domainBusy, type ProviderFailure } from './provider-failure.ts'
import type { Thresholds } from './thresholds.ts'

/** What the last calls to a provider, and people, have said of it. */
export type ProviderHealth = {
  /** While set, nothing goes by it until a person says so. */
  readonly stoppedAt: Temporal.Instant | null
  /** Batches in a row that it failed, and since when. */
  readonly failingBatches: number
  readonly failingSince: Temporal.Instant | null
  /** The end of its last rest; of one that has failed too little to be given one, its last failure. */
  readonly restsUntil: Temporal.Instant | null
}

/** The health of a provider that has never failed. */
export const unblemished: ProviderHealth = { stoppedAt: null, failingBatches: 0, failingSince: null, restsUntil: null }

/**
 * What a batch finds at a provider.
 * - `ready`: it takes what comes
 * - `to-be-tried`: its rest is over, and one batch may find out how it does
 * - `resting`: it failed so many batches in a row that nothing is handed to it for a while
 * - `failing`: the same, and it has been so for so long that campaigns do what their policy says
 * - `stopped`: nothing goes by it until a person says so
 */
export const providerStandings = ['ready', 'to-be-tried', 'resting', 'failing', 'stopped'] as const

export type ProviderStanding = (typeof providerStandings)[number]

type RestThresholds = Pick<Thresholds, 'failingBatches' | 'failingMinutes'>

/** How a provider stands at this moment. */
export function providerStanding(
  health: ProviderHealth,
  thresholds: RestThresholds,
  now: Temporal.Instant,
): ProviderStanding {
  const { stoppedAt, failingBatches, failingSince, restsUntil } = health
  if (stoppedAt) return 'stopped'
  if (failingBatches < thresholds.failingBatches || !restsUntil || !failingSince) return 'ready'
  if (Temporal.Instant.compare(now, restsUntil) >= 0) return 'to-be-tried'
  const policyAt = failingSince.add({ minutes: thresholds.failingMinutes })
  return Temporal.Instant.compare(now, policyAt) >= 0 ? 'failing' : 'resting'
}

/**
 * The health of a provider after it failed one more batch. From so many in a row on it rests, each time for twice as
 * long; a call that had begun before the rest did not see it and does not lengthen it.
 * @param isTrial whether this was the batch that tried it after its rest
 */
export function healthAfterFailure(
  health: ProviderHealth,
  { isTrial, thresholds }: { isTrial: boolean; thresholds: RestThresholds },
  now: Temporal.Instant,
): ProviderHealth {
  const isRemembered =
    health.restsUntil !== null &&
    Temporal.Instant.compare(now, health.restsUntil.add({ minutes: limits.providerMemoryMinutes })) < 0
  const known = isRemembered ? health : { ...unblemished, stoppedAt: health.stoppedAt }
  const isResting = ['resting', 'failing'].includes(providerStanding({ ...known, stoppedAt: null }, thresholds, now))
  if (isResting && !isTrial) return known
  const failingBatches = known.failingBatches + 1
  return {
    stoppedAt: known.stoppedAt,
    failingBatches,
    failingSince: known.failingSince ?? now,
    restsUntil: now.add({ seconds: restSeconds(failingBatches - thresholds.failingBatches) }),
  }
}

/** The rest after so many failed batches beyond the first that led to one; none before that. */
function restSeconds(beyond: number): number {
  if (beyond < 0) return 0
  return Math.min(limits.providerRestSecondsMin * 2 ** Math.min(beyond, 20), limits.providerRestSecondsMax)
}

/** Where a campaign goes when its provider is in trouble: to another one, or nowhere until a person has looked. */
export function decideOnTrouble({
  policy,
  current,
  standings,
}: {
  policy: TroublePolicy
  current: ProviderName
  /** Of every provider that is configured, the usual one first. */
  standings: readonly { readonly name: ProviderName; readonly standing: ProviderStanding }[]
}): { readonly switchTo: ProviderName } | 'hold' {
  const other = standings.find(({ name, standing }) => name !== current && standing === 'ready')
  return policy === 'switch' && other ? { switchTo: other.name } : 'hold'
}

/**
 * What the answers for messages handed over together say of their provider, if anything: something only when every one
 * of them failed, and none for a reason of its own or of its reader. The gravest is what they say.
 * @param answers the failure of each message; null for one that was accepted
 */
export function troubleIn(answers: readonly (ProviderFailure | null)[]): ProviderFailure | null {
  if (!answers.every((answer) => answer !== null && speaksOfProvider(answer))) return null
  const gravestFirst = ['refused', 'quota', 'unknown', 'temporary'] as const
  const gravest = gravestFirst.map((kind) => answers.find((answer) => answer?.kind === kind)).find(Boolean)
  return gravest ?? null
}

function speaksOfProvider({ kind, code, isOfReader }: ProviderFailure): boolean {
  return kind !== 'permanent' && kind !== 'conflict' && !isOfReader && code !== domainBusy
}
