/** Chance that can be repeated: the same seed gives the same choices in the same order. */
export type SeededRandom = {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** The same things in another order. */
  shuffle<T>(things: readonly T[]): T[]
}

/** Mulberry32: 32 bits of state, enough for plans and plain to read. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)] ?? from[0],
    shuffle: (things) =>
      things
        .map((thing) => ({ thing, at: next() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ thing }) => thing),
  }
}
