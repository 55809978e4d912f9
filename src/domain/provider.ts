/** The ways by which mail can leave. A deployment has one of them or both; see `World.providers`. */
export const providerNames = ['resend', 'smtp'] as const

export type ProviderName = (typeof providerNames)[number]

/** What a campaign does when its provider refuses or fails: wait for a person, or go on by another provider. */
export const troublePolicies = ['hold', 'switch'] as const

export type TroublePolicy = (typeof troublePolicies)[number]

/**
 * The provider by which a campaign goes: the one chosen for it, or the usual one. A choice that is configured no more
 * counts as none.
 * @param configured the usual one first
 */
export function providerOf(
  chosen: ProviderName | null,
  configured: readonly [ProviderName, ...ProviderName[]],
): ProviderName {
  return chosen !== null && configured.includes(chosen) ? chosen : configured[0]
}
