import type { DeliveryEvidence } from '#domain/delivery-evidence'

/** When the letters of these tests were handed over. */
export const start = Temporal.Instant.from('2026-05-13T03:00:00Z')

export function at(minutes: number): Temporal.Instant {
  return start.add({ minutes })
}

/** A letter of which nothing has been told. */
export const untoldEvidence: DeliveryEvidence = {
  provenAt: null,
  deliveredAt: null,
  delayedAt: null,
  bouncedAt: null,
  bounceKind: null,
  complainedAt: null,
}
