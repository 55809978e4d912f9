import { expect, test } from 'vitest'
import { bounceAddress, readInboundAddress, unsubscribeAddress } from '#domain/inbound-address'

const domain = 'in.news.example.org'
const reference = '019e2a3b4c5d7e6f8a9b0c1d2e3f4a5b-7-0123456789abcdef'

test('a letter bounces to an address that names it, in any case', () => {
  expect(bounceAddress(reference, domain)).toBe(`bounce+${reference}@in.news.example.org`)
  for (const address of [bounceAddress(reference, domain), bounceAddress(reference, domain).toUpperCase()]) {
    expect(readInboundAddress(address, domain)).toEqual({ purpose: 'bounce', reference })
  }
  // RFC 5321 §4.5.3.1.1: a local part has at most 64 octets.
  expect(`bounce+${reference.replace('-7-', '-99-')}`.length).toBeLessThanOrEqual(64)
})

test('the mailbox of the unsubscribe link and that for complaints are known', () => {
  expect(readInboundAddress(unsubscribeAddress(domain), domain)).toEqual({ purpose: 'unsubscribe' })
  expect(readInboundAddress('Complaints@IN.news.example.org', domain)).toEqual({ purpose: 'complaint' })
})

test.for([
  'postmaster@in.news.example.org',
  'bounce@in.news.example.org',
  'unsubscribe+x@in.news.example.org',
  'unsubscribe@news.example.org',
  'unsubscribe@sub.in.news.example.org',
  'unsubscribe@in.news.example.org@other.example',
  'unsubscribe@other.example@in.news.example.org',
  'unsubscribe',
  '@in.news.example.org',
  'in.news.example.org',
  '',
])('%o is no address of ours', (address) => {
  expect(readInboundAddress(address, domain)).toBeNull()
})
