/** The ways by which mail can leave. A deployment has one of them or both; see `World.providers`. */
export const providerNames = ['resend', 'smtp'] as const

export type ProviderName = (typeof providerNames)[number]

/** What a campaign does when its provider refuses or fails: wait for a person, or go on by another provider. */
export const troublePolicies = ['hold', 'switch'] as const

export type TroublePolicy = (typeof troublePolicies)[number]
