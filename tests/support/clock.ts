/** A clock that stands still until it is moved by hand. */
export type TestClock = {
  /** The instant on the clock; hand this to a `World`. */
  readonly now: () => Temporal.Instant
  /** Moves the clock on; days are 24 hours. */
  advance(duration: { days?: number; hours?: number; minutes?: number; seconds?: number }): void
  /** Sets the clock, forwards or backwards. */
  set(instant: Temporal.Instant | string): void
}

/** Noon in Seoul on a working day with no observance near, so that no test passes by the accident of its date. */
export const testStart = Temporal.Instant.from('2026-05-13T03:00:00Z')

export function createTestClock(start: Temporal.Instant | string = testStart): TestClock {
  let current = Temporal.Instant.from(start)
  return {
    now: () => current,
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      current = current.add({ hours: 24 * days + hours, minutes, seconds })
    },
    set(instant) {
      current = Temporal.Instant.from(instant)
    },
  }
}
