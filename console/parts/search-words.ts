/** Of what an address asks for, the words of a filter; none where it has none. */
export function readWords({ q }: Readonly<Record<string, unknown>>): { readonly q?: string } {
  // Words of digits alone are read as a number.
  const words = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 100) : ''
  return words === '' ? {} : { q: words }
}
