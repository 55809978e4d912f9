import { describe, expect, test } from 'vitest'
import { judgeHealth } from '#domain/campaign-health'
import { defaultThresholds } from '#domain/thresholds'

const judge = (letters: number, hardBounces: number, complaints: number) =>
  judgeHealth({ letters, hardBounces, complaints }, defaultThresholds)

describe('a campaign is held', () => {
  test.each([
    ['for more than 5 % of hard bounces', [200, 11, 0], 'bouncing'],
    ['for more than 0.1 % of complaints, from the third on', [200, 0, 3], 'complaints'],
    ['for complaints before bounces, which weigh less', [1_000, 400, 40], 'complaints'],
  ] as const)('%s', (_, [letters, hardBounces, complaints], reason) => {
    expect(judge(letters, hardBounces, complaints)).toBe(reason)
  })
})

describe('a campaign goes on', () => {
  test.each([
    ['with 5 % of hard bounces and no more', [200, 10, 0]],
    ['with 0.1 % of complaints and no more', [3_000, 0, 3]],
    ['whatever two people complain about in a small list', [200, 0, 2]],
    ['while too few letters have left to tell', [199, 199, 199]],
    ['before any letter has left', [0, 0, 0]],
  ] as const)('%s', (_, [letters, hardBounces, complaints]) => {
    expect(judge(letters, hardBounces, complaints)).toBeNull()
  })
})

test('the thresholds are those of the installation', () => {
  const strict = { ...defaultThresholds, lettersMin: 10, hardBouncePercent: 0 }
  expect(judgeHealth({ letters: 10, hardBounces: 1, complaints: 0 }, strict)).toBe('bouncing')
})
