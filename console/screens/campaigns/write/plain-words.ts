/**
 * Typed or pasted words without what cannot be seen, which other programs leave in them and no letter takes: soft
 * hyphens, marks of direction, marks of the order of bytes, tabs.
 */
export function plainWords(text: string): string {
  return text
    .replaceAll(/[\t\u2028\u2029]/gu, ' ')
    .replaceAll(
      /[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\p{Co}]/gu,
      '',
    )
}
