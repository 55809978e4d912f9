import type { ToldCount } from '#domain/small-counts'

/** What a picture of a report says and shows. */
export type PictureMatter = {
  readonly title: string
  /** When it left. */
  readonly subtitle: string
  /** The organisation, and how letters are counted. */
  readonly foot: string
  /** The lines, in the order of the legend. */
  readonly series: readonly { readonly name: string; readonly counts: readonly ToldCount[] }[]
  /** What is written below the first point, the one in the middle, and the last. */
  readonly times: readonly string[]
  readonly figures: (figure: number) => string
}

/** What stands for a colour of the screen. */
export type Ink = 'ink' | 'quiet' | 'hair' | 'first' | 'second'

type Point = readonly [x: number, y: number]

/** One thing that is drawn, in pixels. */
export type Shape =
  | { readonly kind: 'line'; readonly points: readonly Point[]; readonly ink: Ink; readonly isDashed?: boolean }
  | {
      readonly kind: 'text'
      readonly at: Point
      readonly text: string
      readonly size: number
      readonly ink: Ink
      readonly anchor: 'start' | 'middle' | 'end'
    }

/** The size of a picture. */
export const pictureSize = { width: 960, height: 540 } as const

const frame = { left: 88, right: 928, top: 150, bottom: 440 } as const
const steps = 4
const seriesInks = ['first', 'second'] as const satisfies readonly Ink[]

/**
 * A report as a picture that can be sent to somebody: with its title, its date, its legend and whose it is, since a
 * picture travels without the screen around it. Counts that are not told leave a gap.
 */
export function outcomePicture({ title, subtitle, foot, series, times, figures }: PictureMatter): readonly Shape[] {
  const most = roundUp(Math.max(1, ...series.flatMap(({ counts }) => counts.map((count) => count ?? 0))))
  const levelOf = (count: number): number => frame.bottom - (count / most) * (frame.bottom - frame.top)
  return [
    { kind: 'text', at: [32, 52], text: shorten(title), size: 26, ink: 'ink', anchor: 'start' },
    { kind: 'text', at: [32, 82], text: subtitle, size: 16, ink: 'quiet', anchor: 'start' },
    ...series.flatMap(({ name }, index) => legendOf(name, index)),
    ...Array.from({ length: steps + 1 }, (_, step) => (most / steps) * step).flatMap((count) =>
      gridLine(levelOf(count), figures(count)),
    ),
    ...times.map((text, index) => timeMark(text, index, times.length)),
    ...series.flatMap(({ counts }, index) => stretchesOf(counts, index, levelOf)),
    { kind: 'text', at: [32, 516], text: foot, size: 14, ink: 'quiet', anchor: 'start' },
  ]
}

function legendOf(name: string, index: number): Shape[] {
  const x = 32 + index * 220
  return [
    {
      kind: 'line',
      points: [
        [x, 111],
        [x + 36, 111],
      ],
      ...lookOf(index),
    },
    { kind: 'text', at: [x + 46, 116], text: name, size: 15, ink: 'ink', anchor: 'start' },
  ]
}

function gridLine(y: number, label: string): Shape[] {
  return [
    {
      kind: 'line',
      points: [
        [frame.left, y],
        [frame.right, y],
      ],
      ink: 'hair',
    },
    { kind: 'text', at: [frame.left - 12, y + 5], text: label, size: 14, ink: 'quiet', anchor: 'end' },
  ]
}

function timeMark(text: string, index: number, count: number): Shape {
  const x = frame.left + (frame.right - frame.left) * (count < 2 ? 0 : index / (count - 1))
  const anchor = index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle'
  return { kind: 'text', at: [x, frame.bottom + 28], text, size: 14, ink: 'quiet', anchor }
}

function stretchesOf(counts: readonly ToldCount[], index: number, levelOf: (count: number) => number): Shape[] {
  const width = (frame.right - frame.left) / Math.max(1, counts.length - 1)
  const points = counts.flatMap((count, at): Point[] =>
    count === null ? [] : [[frame.left + at * width, levelOf(count)]],
  )
  return points.length < 2 ? [] : [{ kind: 'line', points, ...lookOf(index) }]
}

// Told apart without colours as well.
function lookOf(index: number): { readonly ink: Ink; readonly isDashed: boolean } {
  return { ink: seriesInks[index] ?? 'first', isDashed: index > 0 }
}

/** The next figure that can be divided into steps which people read without counting. */
function roundUp(most: number): number {
  const tens = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 4, 6, 8, 10].find((times) => times * tens >= most) ?? 10
  return Math.max(steps, step * tens)
}

const lettersMax = 64

function shorten(title: string): string {
  return title.length <= lettersMax ? title : `${title.slice(0, lettersMax - 1)}…`
}
