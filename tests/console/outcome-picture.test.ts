import { describe, expect, test } from 'vitest'
import { outcomePicture, pictureSize } from '../../console/screens/campaigns/report/outcome-picture.ts'

const matter = {
  title: 'A day for neighbours',
  subtitle: 'Left on 14 July 2026, 09:00, Seoul time',
  foot: 'New Spring Network · Letters, counted in tens',
  series: [
    { name: 'Handed over', counts: [10, 500, 730, 730] },
    { name: 'Arrived', counts: [null, 310, 640, 700] },
  ],
  times: ['09:00', '09:10', '09:20'],
  figures: String,
}

const textsIn = (shapes: ReturnType<typeof outcomePicture>): string[] =>
  shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []))

describe('the picture of a report', () => {
  test('says what it shows, when, by whom and how it is counted, since it travels alone', () => {
    const texts = textsIn(outcomePicture(matter))
    for (const text of [matter.title, matter.subtitle, matter.foot, 'Handed over', 'Arrived', ...matter.times])
      expect(texts).toContain(text)
    expect(texts).toEqual(expect.arrayContaining(['0', '200', '400', '600', '800']))
  })

  test('draws each line within its frame, the second dashed, and leaves out what is not told', () => {
    const shapes = outcomePicture(matter)
    const curves = shapes.flatMap((shape) =>
      shape.kind === 'line' && shape.points.length > 2 ? [{ ...shape, count: shape.points.length }] : [],
    )
    expect(curves.map(({ ink, isDashed, count }) => [ink, isDashed, count])).toEqual([
      ['first', false, 4],
      ['second', true, 3],
    ])
    for (const [x, y] of curves.flatMap(({ points }) => points)) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(pictureSize.width)
      expect(y).toBeGreaterThan(120)
      expect(y).toBeLessThanOrEqual(440)
    }
  })

  test('shortens a title that would run out of it', () => {
    const [title = ''] = textsIn(outcomePicture({ ...matter, title: 'word '.repeat(40) }))
    expect(title.length).toBeLessThanOrEqual(64)
    expect(title.endsWith('…')).toBe(true)
  })
})
