import { BlockList } from 'node:net'

// RFC 1122 §3.2.1.3 and RFC 4291 §2.5.3, then RFC 1918 and RFC 4193.
const privateNetworks = new BlockList()
privateNetworks.addSubnet('127.0.0.0', 8, 'ipv4')
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('10.0.0.0', 8, 'ipv4')
privateNetworks.addSubnet('172.16.0.0', 12, 'ipv4')
privateNetworks.addSubnet('192.168.0.0', 16, 'ipv4')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')

/**
 * Whether only this machine, or a network that the Internet does not reach, can call at an address. "Every address of
 * this machine" (`0.0.0.0`, `::`) is none.
 */
export function isPrivateAddress(address: string): boolean {
  return privateNetworks.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}
