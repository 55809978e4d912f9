import { describe, expect, test } from 'vitest'
import { presentAccount } from '#http/staff/present-account'
import { presentProgress } from '#http/staff/present-progress'
import { presentReport } from '#http/staff/present-report'

const account = {
  frozen: 123,
  accepted: 100,
  dropped: 12,
  failed: 0,
  uncertain: 1,
  waiting: 10,
  delivered: 57,
  bouncedHard: 3,
  bouncedSoft: 0,
  complained: 9,
  delayed: 0,
  left: 2,
}

describe('the account of a campaign, as the API answers it', () => {
  test('is exact, since it tells no kind of reader from another, and says whether it balances', () => {
    expect(presentAccount(account)).toEqual({ ...account, settled: 113, isBalanced: true })
    expect(presentAccount({ ...account, accepted: 99 }).isBalanced).toBe(false)
  })
})

describe('the report of a campaign, as the API answers it', () => {
  test('tells the wishes of readers in tens, and codes of failures as they are', () => {
    const failed = { 'mailbox-full': 3 }
    const report = presentReport({
      status: 'sent',
      account,
      dropped: { 'quiet-days': 1, digest: 11 },
      failed,
      providers: [],
    })
    expect(report).toMatchObject({ account, dropped: { 'quiet-days': null, digest: 10 }, failed })
  })
})

describe('how far a campaign has come, as the API answers it', () => {
  const dueAt = Temporal.Instant.from('2026-07-14T00:00:00Z')
  const told = (isWalked: boolean) =>
    presentProgress({
      status: 'sending',
      account,
      zones: [
        { timeZone: 'Asia/Seoul', dueAt, isExpanded: true, frozen: 3, settled: 3 },
        { timeZone: 'Europe/London', dueAt, isExpanded: true, frozen: 19, settled: 18 },
        { timeZone: '*', dueAt, isExpanded: isWalked, frozen: 0, settled: 0 },
      ],
      languages: [
        { locale: 'en', frozen: 18, settled: 18 },
        { locale: 'ko', frozen: 4, settled: 3 },
      ],
    })

  test('hides few and says of each part whether it is done, which its told counts do not', () => {
    expect(told(true).zones.map(({ frozen, settled, state }) => [frozen, settled, state])).toEqual([
      [null, null, 'done'],
      [10, 10, 'sending'],
      [0, 0, 'done'],
    ])
    expect(told(true).languages).toEqual([
      { locale: 'en', frozen: 10, settled: 10, state: 'done' },
      { locale: 'ko', frozen: null, settled: null, state: 'sending' },
    ])
  })

  test('calls no language done before the readers of every zone have their places', () => {
    expect(told(false).languages.map(({ state }) => state)).toEqual(['waiting', 'sending'])
    expect(told(false).zones.at(-1)).toMatchObject({ state: 'waiting' })
  })
})
