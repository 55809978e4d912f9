/** Something on the horizon: an occurrence, or a letter that no occurrence led to. */
export type HorizonEvent = {
  readonly id: string
  readonly day: Temporal.PlainDate
  readonly name: string
  readonly isSure: boolean
}

/** An event with its place. */
export type HorizonPoint<Event> = Event & {
  /** Percent of the width. */
  readonly left: number
  /** How high its words stand, from 0; null where no room is left and only the point is drawn. */
  readonly level: number | null
  /** Whether its words stand before its line. */
  readonly endsAtLine: boolean
}

/** Levels of words above each other. */
const horizonLevels = 3

type Stretch = { readonly from: Temporal.PlainDate; readonly days: number }

/** The place of a day in a stretch, in percent of its width. */
export function placeOf(day: Temporal.PlainDate, { from, days }: Stretch): number {
  return (from.until(day).days / days) * 100
}

// Of the width that the horizon has at the least; a Hangul syllable is as wide as two letters.
const percentOfLetter = 0.78
const gap = 1.2
const longest = 40

/**
 * Gives every event a place so that no words lie over each other: the highest level that is free, words before the line
 * where they would run out of the picture. What finds no room keeps its point.
 */
export function placeOnHorizon<Event extends HorizonEvent>(
  events: readonly Event[],
  stretch: Stretch,
): HorizonPoint<Event>[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: horizonLevels }, () => [])
  return events
    .filter(({ day }) => placeOf(day, stretch) >= 0 && placeOf(day, stretch) <= 100)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day))
    .map((event) => {
      const left = placeOf(event.day, stretch)
      const width = Math.min(widthOf(event.name), longest) * percentOfLetter
      const sides = [false, true].map((endsAtLine) => ({
        endsAtLine,
        from: endsAtLine ? left - width - gap : left,
        to: endsAtLine ? left : left + width + gap,
      }))
      for (let level = horizonLevels - 1; level >= 0; level -= 1) {
        const row = taken[level] ?? []
        const free = sides.find(
          ({ from, to }) => from >= 0 && to <= 100 && row.every((other) => to <= other.from || from >= other.to),
        )
        const lower = taken.slice(0, level)
        if (free === undefined || lower.some((words) => words.some(({ from, to }) => from < left && left < to)))
          continue
        row.push(free)
        for (const words of lower) words.push({ from: left - 0.2, to: left + 0.2 })
        return { ...event, left, level, endsAtLine: free.endsAtLine }
      }
      return { ...event, left, level: null, endsAtLine: false }
    })
}

function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (/\p{Script=Hangul}/u.test(letter) ? 1.8 : 1), 8)
}
