/** Why the demo cannot go on, in one line that a person can act on. It never holds a reader's address. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure'
}

/** @throws DemoFailure with the reason, unless what must hold does hold. */
export function demand(holds: boolean, reason: string): asserts holds {
  if (!holds) throw new DemoFailure(reason)
}
