/**
 * Why an address must not be mailed.
 * - `left`: its reader unsubscribed; a new double opt-in lifts it
 * - `blocked`: its owner pressed "never write to this address again"
 * - `bounced`, `complained`: its provider says that mail does not arrive, or is reported
 */
export const suppressionReasons = ['left', 'blocked', 'bounced', 'complained'] as const

export type SuppressionReason = (typeof suppressionReasons)[number]

/** The suppressions that end when the person at the address asks for mail again and confirms it. */
export const liftedByConsent: readonly SuppressionReason[] = ['left']
