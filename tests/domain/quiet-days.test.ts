import { expect, test } from 'vitest'
import cautions from '#content/cautions' with { type: 'json' }
import { cautionsSchema } from '#domain/cautions'
import { quietOn } from '#domain/quiet-days'

const { quietDays } = cautionsSchema.parse(cautions)

test.each([
  ['2026-09-21', []],
  ['2026-09-22', ['chuseok']],
  ['2026-09-25', ['chuseok']],
  ['2026-09-28', ['chuseok']],
  ['2026-09-29', []],
  ['2027-02-07', ['lunar-new-year']],
])('on %s it is quiet around %j', (day, expected) => {
  expect(quietOn(Temporal.PlainDate.from(day), quietDays)).toEqual(expected)
})

test('a holiday without a name of its own is offered to nobody, and quiets nothing', () => {
  const [first] = quietDays
  const unnamed = first ? [{ ...first, id: undefined }] : []
  expect(unnamed).toHaveLength(1)
  expect(quietOn(Temporal.PlainDate.from('2026-09-25'), unnamed)).toEqual([])
})
