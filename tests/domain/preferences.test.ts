import { describe, expect, test } from 'vitest'
import { pauseDay, readChoices, type TypedChoices } from '#domain/preferences'
import { refusalCodes } from '#domain/refusal'

const now = Temporal.Instant.from('2026-11-22T15:30:00Z')
const offered = { days: ['river-day', 'bread-day'], holidays: ['harvest'] }
const typed: TypedChoices = {
  locale: 'ko',
  timeZone: 'Asia/Seoul',
  cadence: 'every',
  chosenDays: [],
  quietDays: [],
  pausedUntil: '',
  isTextOnly: false,
  name: '',
}
const read = (overrides: Partial<TypedChoices>) =>
  readChoices({ ...typed, ...overrides }, offered, { now, fallbackZone: 'Europe/London' })

describe('what a reader typed', () => {
  test('is stored as chosen, each day once, and empty fields as nothing', () => {
    expect(read({ chosenDays: ['river-day', 'river-day'], quietDays: ['harvest'], timeZone: '' })).toEqual({
      locale: 'ko',
      timeZone: null,
      cadence: 'every',
      chosenDays: ['river-day'],
      quietDays: ['harvest'],
      pausedUntil: null,
      isTextOnly: false,
      name: null,
    })
  })

  test('names are kept as they are, but for space around them and their normal form', () => {
    expect(read({ name: '  Mina <b>& “co”  ' }).name).toBe('Mina <b>& “co”')
    expect(read({ name: '지은'.normalize('NFD') }).name).toBe('지은')
    expect(read({ name: '가'.repeat(60) }).name).toHaveLength(60)
  })

  test.each([
    [{ locale: 'fr' }, 'locale-unknown', 'locale'],
    [{ timeZone: 'Mars/Olympus' }, 'time-zone-unknown', 'timeZone'],
    [{ cadence: 'sometimes' }, 'input-invalid', 'cadence'],
    [{ cadence: 'chosen-days' }, 'days-missing', 'chosenDays'],
    [{ chosenDays: ['other-day'] }, 'input-invalid', 'chosenDays'],
    [{ quietDays: ['other-day'] }, 'input-invalid', 'quietDays'],
    [{ name: 'two\nlines' }, 'text-not-plain', 'name'],
    [{ name: 'right\u202eleft' }, 'text-not-plain', 'name'],
    [{ name: 'a'.repeat(61) }, 'name-too-long', 'name'],
  ])('%j is refused as %s, at its field', (fault, code, field) => {
    expect(refusalCodes).toContain(code)
    expect(() => read(fault)).toThrow(expect.objectContaining({ code, field }))
  })
})

describe('a pause', () => {
  test('ends as the day begins where the reader lives', () => {
    expect(read({ pausedUntil: '2026-12-01' }).pausedUntil?.toString()).toBe('2026-11-30T15:00:00Z')
    expect(read({ pausedUntil: '2026-12-01', timeZone: '' }).pausedUntil?.toString()).toBe('2026-12-01T00:00:00Z')
  })

  // In Seoul it is already the 23rd.
  test.each(['2026-11-24', '2027-11-24'])('until %s can be kept', (pausedUntil) => {
    expect(read({ pausedUntil }).pausedUntil).not.toBeNull()
  })

  test.each(['2026-11-23', '2020-01-01', '2027-11-25', '2026-02-30', '1 December', '2026-12-1', '+012026-12-01'])(
    'until %s cannot',
    (pausedUntil) => {
      expect(() => read({ pausedUntil })).toThrow(
        expect.objectContaining({ code: 'pause-implausible', field: 'pausedUntil', detail: { last: '2027-11-24' } }),
      )
    },
  )

  test('is shown by its day while it holds, and not after', () => {
    const until = Temporal.Instant.from('2026-11-30T15:00:00Z')
    expect(pauseDay(until, now, 'Asia/Seoul')).toBe('2026-12-01')
    expect(pauseDay(until, until, 'Asia/Seoul')).toBe('')
    expect(pauseDay(null, now, 'Asia/Seoul')).toBe('')
  })
})
