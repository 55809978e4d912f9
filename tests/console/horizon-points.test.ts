import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { placeOnHorizon } from '../../console/screens/home/horizon-points.ts'

const from = Temporal.PlainDate.from('2026-06-20')
const stretch = { from, days: 100 }

function event(days: number, name: string) {
  return { id: `${days} ${name}`, day: from.add({ days }), name, isSure: true }
}

describe('the horizon', () => {
  test('keeps what lies in its days, in their order', () => {
    const points = placeOnHorizon(
      [event(120, 'beyond'), event(40, 'later'), event(10, 'sooner'), event(-1, 'before')],
      stretch,
    )
    expect(points.map(({ name, left }) => [name, left])).toEqual([
      ['sooner', 10],
      ['later', 40],
    ])
  })

  test('lets words stand before their line where they would run out of the picture', () => {
    const [early, late] = placeOnHorizon([event(2, 'A day of that name'), event(99, 'A day of that name')], stretch)
    expect([early?.endsAtLine, late?.endsAtLine]).toEqual([false, true])
  })

  test('never gives one level to words of the same stretch, however many days fall together', () => {
    const events = fc.array(
      fc.record({ days: fc.integer({ min: 0, max: 100 }), name: fc.string({ minLength: 1, maxLength: 50 }) }),
      { maxLength: 25 },
    )
    fc.assert(
      fc.property(events, (drawn) => {
        const points = placeOnHorizon(
          drawn.map(({ days, name }, index) => event(days, `${index}${name}`)),
          stretch,
        )
        expect(points).toHaveLength(drawn.length)
        for (const level of [0, 1, 2]) {
          const lefts = points
            .filter((point) => point.level === level)
            .map(({ left, endsAtLine }) => `${left} ${endsAtLine}`)
          expect(new Set(lefts).size).toBe(lefts.length)
        }
      }),
    )
  })
})
