/** The clock of a provider: goes on by itself, as theirs does, and can be moved. */
export type MovableClock = {
  readonly now: () => Temporal.Instant
  /** Moves it on, or back. */
  advance(duration: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }): void
}

export function createMovableClock(): MovableClock {
  let ahead = Temporal.Duration.from({ seconds: 0 })
  return {
    now: () => Temporal.Now.instant().add(ahead),
    advance(duration) {
      ahead = ahead.add(duration)
    },
  }
}
