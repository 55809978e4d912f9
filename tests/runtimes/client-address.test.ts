import { expect, test } from 'vitest'
import { clientAddress } from '#runtimes/client-address'

type Case = { proxies: number; forwarded?: string; is: string | null }

const cases: Record<string, Case> = {
  'without proxies the header is the client’s own invention': {
    proxies: 0,
    forwarded: '198.51.100.7',
    is: '192.0.2.1',
  },
  'one proxy wrote the last entry': { proxies: 1, forwarded: '203.0.113.9, 198.51.100.7', is: '198.51.100.7' },
  'two proxies wrote the last two': {
    proxies: 2,
    forwarded: '203.0.113.9, 198.51.100.7, 192.0.2.9',
    is: '198.51.100.7',
  },
  'IPv6 is an address too': { proxies: 1, forwarded: '2001:db8::7', is: '2001:db8::7' },
  'too few entries came another way': { proxies: 2, forwarded: '203.0.113.9', is: '192.0.2.1' },
  'no header came another way': { proxies: 1, is: '192.0.2.1' },
  'an empty header came another way': { proxies: 1, forwarded: ' , ', is: '192.0.2.1' },
  'what is no address is none': { proxies: 1, forwarded: 'unknown', is: null },
}

test.for(Object.entries(cases))('%s', ([, { proxies, forwarded, is }]) => {
  expect(clientAddress('192.0.2.1', forwarded, proxies)).toBe(is)
})

test('a closed connection has no address', () => {
  expect(clientAddress(undefined, undefined, 0)).toBeNull()
})
