import { expect, test } from 'vitest'
import { callerNetwork } from '../../../src/http/public/caller-network.ts'

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:abcd:12ff::1', '2001:db8:abcd:1200::/56'],
  ['2001:db8:abcd:1234:5:6:7:8', '2001:db8:abcd:1200::/56'],
  ['2001:DB8::1%eth0', '2001:db8:0:0::/56'],
  ['::1', '0:0:0:0::/56'],
  ['fe80::', 'fe80:0:0:0::/56'],
  ['not an address', 'unknown'],
  ['1:2:3', 'unknown'],
  ['', 'unknown'],
  [null, 'unknown'],
])('%s belongs to %s', (address, network) => {
  expect(callerNetwork(address)).toBe(network)
})
