import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { watchAllowance } from '#mail/resend-allowance'

type Answer = Readonly<Record<string, string>>

function learnFrom(...answers: readonly Answer[]) {
  const watch = watchAllowance()
  for (const headers of answers) watch.note(headers)
  return watch.read()
}

function answer(limit: string, remaining: string, reset: string): Answer {
  return { 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': reset }
}

describe('what the provider allows', () => {
  test('is unknown until it has said so', () => {
    expect(learnFrom()).toBeNull()
    expect(learnFrom({ date: 'Sat, 21 Nov 2026 05:00:00 GMT' })).toBeNull()
  })

  test.each<[string, Answer, { calls: number; seconds: number }]>([
    ['the usual headers', answer('5', '4', '1'), { calls: 5, seconds: 1 }],
    ['a longer window', answer('100', '99', '60'), { calls: 100, seconds: 60 }],
    ['a policy behind the limit', { 'ratelimit-limit': '5, 5;w=2' }, { calls: 5, seconds: 2 }],
    [
      'the policy that is used up first among several',
      { 'ratelimit-limit': '10, 10;w=1, 1000;w=3600', 'ratelimit-reset': '1' },
      { calls: 10, seconds: 1 },
    ],
    [
      'a policy in a header of its own',
      { 'ratelimit-limit': '5', 'ratelimit-policy': '5;comment=team;w=3' },
      { calls: 5, seconds: 3 },
    ],
  ])('is read from %s', (_what, headers, allowance) => {
    expect(learnFrom(headers)).toEqual(allowance)
  })

  test('is the whole window, though most answers tell only what is left of one', () => {
    expect(learnFrom(answer('100', '40', '12'), answer('100', '80', '50'), answer('100', '10', '3'))).toEqual({
      calls: 100,
      seconds: 50,
    })
    expect(learnFrom(answer('100', '80', '50'), answer('100', '99', '60'))).toEqual({ calls: 100, seconds: 60 })
  })

  test('follows a provider that changes its mind', () => {
    expect(learnFrom(answer('2', '1', '1'), answer('5', '4', '1'))).toEqual({ calls: 5, seconds: 1 })
    expect(learnFrom(answer('5', '0', '9'), answer('5', '4', '1'))).toEqual({ calls: 5, seconds: 1 })
  })

  test('is not taken from headers that make no sense', () => {
    const good = answer('5', '4', '1')
    for (const bad of [
      answer('', '', ''),
      answer('0', '0', '1'),
      answer('-5', '4', '1'),
      answer('many', '4', '1'),
      answer('5.5', '4', '1'),
      answer('9', '4', '0'),
      answer('9', '4', 'Sat, 21 Nov 2026 05:00:00 GMT'),
      answer('9', '8', String(limits.providerPauseSecondsMax + 1)),
    ]) {
      expect(learnFrom(bad)).toBeNull()
      expect(learnFrom(good, bad)).toEqual({ calls: 5, seconds: 1 })
    }
  })
})
