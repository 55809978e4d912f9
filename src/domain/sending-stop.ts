/**
 * Why nothing is sent at all.
 * - `staff`: a person stopped it
 * - `downtime`: nothing was sent for so long that a person should look before old plans are carried out
 * - `restored`: the database is older than what this installation remembers, so some of it may have been sent already
 */
export const stopReasons = ['staff', 'downtime', 'restored'] as const

export type StopReason = (typeof stopReasons)[number]
