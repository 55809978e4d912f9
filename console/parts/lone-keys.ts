const storedAs = 'northlight-lone-keys'

/**
 * Whether letters and signs act without Ctrl or Command in this browser. Whoever dictates turns it off, since spoken
 * words are keys as well (WCAG 2.1.4).
 */
export function mayActAlone(): boolean {
  return localStorage.getItem(storedAs) !== 'off'
}

/** Remembers in this browser whether they do. */
export function letActAlone(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storedAs)
  else localStorage.setItem(storedAs, 'off')
}
