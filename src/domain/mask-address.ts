const dots = '•••••'

/**
 * An address as a page may show it: enough for its owner to know it by, too little for somebody who looks over their
 * shoulder. It says nothing of how long the address is.
 *
 * @example maskAddress('mina@mail.example') // m•••••@mail.example
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const [first = '', ...rest] = address.slice(0, at)
  return `${rest.length === 0 ? '' : first}${dots}${address.slice(at)}`
}
