import { expect, test } from 'vitest'
import { certainties } from '#domain/occurrence'
import { isPublic, publicSpan } from '#domain/public-calendar'

const today = Temporal.PlainDate.from('2028-02-29')

test('the public calendar reaches from New Year to the same day of next year, on a leap day too', () => {
  const { from, to } = publicSpan(today)
  expect([from.toString(), to.toString()]).toEqual(['2028-01-01', '2029-02-28'])
})

test('only what nobody ever named is left out, and only once its usual time is over', () => {
  const hiddenOn = (endsOn: Temporal.PlainDate): string[] =>
    certainties.filter((certainty) => !isPublic({ certainty, endsOn }, today))
  expect(hiddenOn(today)).toEqual([])
  expect(hiddenOn(today.subtract({ days: 1 }))).toEqual(['expected'])
})
