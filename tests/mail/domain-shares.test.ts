import { beforeEach, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { createDomainShares, type DomainShares } from '#mail/domain-shares'

const slowSeconds = 3

let milliseconds = 0
let shares: DomainShares

beforeEach(() => {
  milliseconds = 0
  shares = createDomainShares({ connectionsMax: 10, slowSeconds, clock: () => milliseconds })
})

function pass(seconds: number): void {
  milliseconds += seconds * 1000
}

/** Messages that may be begun to a domain before the first of them has ended. */
function openings(domain: string): number {
  const begun: number[] = []
  while (shares.mayBegin(domain)) begun.push(shares.begin(domain))
  for (const at of begun) shares.end(domain, at, 'broken')
  return begun.length
}

function carry(domain: string, seconds: number, ending: 'answered' | 'deferred' | 'broken' = 'answered'): void {
  const at = shares.begin(domain)
  pass(seconds)
  shares.end(domain, at, ending)
}

describe('a receiving domain', () => {
  test('begins with a share, earns the rest with its first answer, and never holds every connection', () => {
    expect(openings('quick.example')).toBe(2)
    carry('quick.example', 0.1)
    expect(openings('quick.example')).toBe(8)
    expect(openings('other.example')).toBe(2)
  })

  test('that is slow while another is not falls back to its share, and what is beyond that is put off', () => {
    carry('quick.example', 0.1)
    carry('slow.example', 10)
    expect(openings('slow.example')).toBe(2)
    shares.begin('slow.example')
    expect([shares.mayBegin('slow.example'), shares.isBusy('slow.example')]).toEqual([true, false])
    shares.begin('slow.example')
    expect([shares.mayBegin('slow.example'), shares.isBusy('slow.example')]).toEqual([false, true])
    expect([shares.mayBegin('quick.example'), shares.isBusy('quick.example')]).toEqual([true, false])
  })

  test('is slow before it has answered at all, once its first message takes too long', () => {
    carry('quick.example', 0.1)
    shares.begin('silent.example')
    shares.begin('silent.example')
    expect(shares.isBusy('silent.example')).toBe(false)
    pass(slowSeconds + 0.1)
    expect(shares.isBusy('silent.example')).toBe(true)
  })

  test('that was quick is slow as soon as one of its messages hangs, whatever ended meanwhile', () => {
    carry('quick.example', 0.1)
    carry('turning.example', 0.1)
    const hanging = shares.begin('turning.example')
    pass(slowSeconds + 0.1)
    carry('turning.example', 0.1)
    expect(openings('turning.example')).toBe(1)
    shares.end('turning.example', hanging, 'answered')
    expect(openings('turning.example')).toBe(8)
  })

  test('is not slow when every other is as slow: then the server is', () => {
    carry('one.example', 10)
    carry('two.example', 9)
    expect([openings('one.example'), openings('two.example')]).toEqual([8, 8])
    carry('three.example', 0.2)
    expect([openings('one.example'), openings('two.example')]).toEqual([2, 2])
  })

  test('is not slow when it is the only one', () => {
    carry('one.example', 60)
    expect(openings('one.example')).toBe(8)
    expect(shares.isBusy('one.example')).toBe(false)
  })

  test('recovers by itself as its messages become quick again', () => {
    carry('quick.example', 0.1)
    carry('slow.example', 30)
    const untilQuick = Array.from({ length: 20 }, () => {
      carry('slow.example', 0.1)
      return openings('slow.example')
    })
    expect(untilQuick[0]).toBe(2)
    expect(untilQuick.at(-1)).toBe(8)
  })

  test('that puts a message off falls back to its share until it takes one', () => {
    carry('greylisting.example', 0.1)
    carry('greylisting.example', 0.1, 'deferred')
    expect(openings('greylisting.example')).toBe(2)
    carry('greylisting.example', 0.1)
    expect(openings('greylisting.example')).toBe(8)
  })

  test('is measured by a connection that broke after a long silence, and not by one that broke at once', () => {
    carry('quick.example', 0.1)
    carry('one.example', 0.1)
    carry('one.example', 0.1, 'broken')
    carry('two.example', 60, 'broken')
    expect([openings('one.example'), openings('two.example')]).toEqual([8, 2])
  })

  test('is forgotten after a while, and meanwhile never while a message is on its way', () => {
    carry('quick.example', 0.1)
    carry('slow.example', 10)
    pass(limits.smtpDomainMemorySeconds + 1)
    carry('quick.example', 0.1)
    expect(shares.isBusy('slow.example')).toBe(false)
    shares.begin('hanging.example')
    shares.begin('hanging.example')
    pass(limits.smtpDomainMemorySeconds + 1)
    expect(shares.isBusy('hanging.example')).toBe(true)
  })

  test('takes memory only while there are not too many', () => {
    const first = shares.begin('hanging.example')
    for (let number = 0; number < limits.smtpDomainsMax + 10; number += 1) carry(`domain-${number}.example`, 0.001)
    expect(openings('domain-0.example')).toBe(2)
    expect(openings(`domain-${limits.smtpDomainsMax}.example`)).toBe(8)
    pass(slowSeconds + 1)
    shares.begin('hanging.example')
    expect(shares.isBusy('hanging.example')).toBe(true)
    shares.end('hanging.example', first, 'answered')
  })
})

test('a single connection is enough for everything', () => {
  const single = createDomainShares({ connectionsMax: 1, slowSeconds, clock: () => milliseconds })
  expect(single.mayBegin('one.example')).toBe(true)
  const at = single.begin('one.example')
  expect(single.mayBegin('one.example')).toBe(false)
  single.end('one.example', at, 'answered')
  expect(single.mayBegin('one.example')).toBe(true)
})
