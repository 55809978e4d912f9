/**
 * Whether texts hold every word that is looked for. Case, width and the spaces of the texts do not count, since Korean
 * is written with and without them.
 */
export function holdsWords(texts: readonly string[], words: string): boolean {
  const folded = texts.map((text) => fold(text).replaceAll(/\s/gu, ''))
  return fold(words)
    .split(/\s+/u)
    .every((word) => folded.some((text) => text.includes(word)))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
