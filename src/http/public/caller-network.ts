/**
 * The network a caller belongs to, as one subject of rate limits: the /24 of an IPv4 address, the /56 of an IPv6
 * address (what a home or an office is given). An address that is missing or cannot be read shares one budget.
 */
export function callerNetwork(address: string | null): string {
  const text = (address ?? '').replace(/%.*$/, '').toLowerCase()
  const ipv4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(text)
  if (ipv4) return `${ipv4[1]}.0/24`
  if (!text.includes(':') || !URL.canParse(`http://[${text}]`)) return 'unknown'
  const [head = '', tail = ''] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const filler = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0')
  const [first, second, third, fourth = '0'] = [...groups(head), ...filler, ...groups(tail)]
  const highByte = (Number.parseInt(fourth, 16) & 0xff00).toString(16)
  return `${first}:${second}:${third}:${highByte}::/56`
}
