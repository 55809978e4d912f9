import { compareDays } from './day-span.ts'

/** A letter that is planned, scheduled or sent, on its day. */
export type DatedLetter = {
  readonly id: string
  readonly day: Temporal.PlainDate
  /** The topics whose readers get it; none means everybody. */
  readonly topics: readonly string[]
  /** What it belongs to: the letters of one series are meant to come one after the other. */
  readonly series: string
}

/** Days on which the readers of a topic get letters of more than one series close after each other. */
export type CrowdedStretch = {
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly topics: readonly string[]
  /** Ids of its letters, by day. */
  readonly letters: readonly string[]
}

/**
 * Where letters crowd, by day. Two letters are close where at most `days` lie between them and somebody can get both.
 */
export function findCrowdedStretches(letters: readonly DatedLetter[], days: number): CrowdedStretch[] {
  const byDay = letters.toSorted((a, b) => compareDays(a.day, b.day))
  const topics = [...new Set(byDay.flatMap((letter) => letter.topics))].toSorted()
  const stretches = new Map<string, CrowdedStretch>()
  for (const topic of topics.length > 0 ? topics : [everybody]) {
    const read = byDay.filter((letter) => letter.topics.length === 0 || letter.topics.includes(topic))
    for (const run of runsOf(read, days)) {
      const [first, last] = [run.at(0), run.at(-1)]
      if (!first || !last || new Set(run.map(({ series }) => series)).size < 2) continue
      const ids = run.map(({ id }) => id)
      const known = stretches.get(ids.join())?.topics ?? []
      stretches.set(ids.join(), {
        from: first.day,
        to: last.day,
        topics: topic === everybody ? known : [...known, topic],
        letters: ids,
      })
    }
  }
  return [...stretches.values()].toSorted((a, b) => compareDays(a.from, b.from) || compareDays(a.to, b.to))
}

const everybody = ''

function runsOf(letters: readonly DatedLetter[], days: number): DatedLetter[][] {
  const runs: DatedLetter[][] = []
  for (const letter of letters) {
    const run = runs.at(-1)
    const previous = run?.at(-1)
    if (run && previous && previous.day.until(letter.day).days <= days) run.push(letter)
    else runs.push([letter])
  }
  return runs
}
