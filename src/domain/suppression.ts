import { Refusal } from './refusal.ts'

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

/** The ways in which a reader can ask staff for no more letters. */
export const endingWishes = ['left', 'blocked'] as const satisfies readonly SuppressionReason[]

export type EndingWish = (typeof endingWishes)[number]

/** The suppressions that an administrator may lift from one address, when its reader says that mail arrives again. */
export const liftedByStaff = ['bounced', 'complained'] as const satisfies readonly SuppressionReason[]

export type LiftableReason = (typeof liftedByStaff)[number]

/**
 * What is kept for good of why a suppression is lifted. A complaint is the reader's own word against us, so it needs words
 * that say why it does not stand; a bounce is a server's. The words stay readable when the address is erased, so they may
 * not hold one.
 * @throws Refusal `reason-missing`, `reason-names-address`
 */
export function checkLiftReason(suppression: LiftableReason, because: string | null): string | null {
  const words = because?.trim() ?? ''
  if (suppression === 'complained' && words === '') throw new Refusal('reason-missing', { field: 'because' })
  if (/[@\uff20]/.test(words)) throw new Refusal('reason-names-address', { field: 'because' })
  return words === '' ? null : words
}
