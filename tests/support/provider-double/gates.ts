/** A place at which whoever comes by is kept waiting. */
export type Gate = Disposable & {
  /** What those who wait here are about, in the order in which they came. */
  readonly waiting: readonly string[]
  /** Lets everybody go on, and stands open from then on. */
  release(): void
}

/** The places of one double, at each of which the way can be closed. */
export type Gates<Place extends string> = {
  /** Closes the way at `place` for all who come, or for the first `count` of them. */
  hold(place: Place, options?: { readonly count?: number }): Gate
  /** Goes past a place, at once where the way is open. `about` is what a closed gate tells of who waits. */
  pass(place: Place, about: string): Promise<void>
  isClosed(place: Place): boolean
}

type Closed<Place> = { readonly place: Place; left: number; readonly waiting: string[]; readonly opened: Promise<void> }

export function createGates<Place extends string>(): Gates<Place> {
  const closed = new Set<Closed<Place>>()
  const find = (place: Place): Closed<Place> | undefined =>
    [...closed].find((gate) => gate.place === place && gate.left > 0)
  return {
    hold(place, { count = Infinity } = {}) {
      const { promise: opened, resolve } = Promise.withResolvers<void>()
      const gate: Closed<Place> = { place, left: count, waiting: [], opened }
      closed.add(gate)
      const release = (): void => {
        closed.delete(gate)
        resolve()
      }
      return { waiting: gate.waiting, release, [Symbol.dispose]: release }
    },
    async pass(place, about) {
      const gate = find(place)
      if (!gate) return
      gate.left -= 1
      gate.waiting.push(about)
      await gate.opened
    },
    isClosed: (place) => find(place) !== undefined,
  }
}
