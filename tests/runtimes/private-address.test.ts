import { expect, test } from 'vitest'
import { isPrivateAddress } from '#runtimes/private-address'

test.for([
  '127.0.0.1',
  '127.8.9.10',
  '::1',
  '10.0.0.7',
  '172.31.255.1',
  '192.168.1.1',
  'fd12:3456::1',
  '::ffff:10.0.0.7',
])('%s cannot be reached from the Internet', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.for(['0.0.0.0', '::', '172.32.0.1', '192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1', '11.0.0.1', 'fe80::1'])(
  '%s may be',
  (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  },
)
