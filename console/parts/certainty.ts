import type { Certainty } from '#domain/occurrence'

const sureness: Readonly<Record<Certainty, boolean>> = {
  fixed: true,
  confirmed: true,
  tentative: false,
  expected: false,
  cancelled: false,
}

/** Whether letters may say the day, as `isSure` of the domain, which would bring the rules of the year along. */
export function isSureDay(certainty: Certainty): boolean {
  return sureness[certainty]
}
