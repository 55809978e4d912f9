import { z } from 'zod'

// Control characters forge headers and end lines; bidirectional controls make text read otherwise than it is stored;
// the private use area holds the marks of our own merge slots.
const forbiddenCharacters =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\p{Co}]/u

/** Whether a text is one line of visible characters: no control, no bidirectional control, no private use. */
export function isPlainLine(value: string): boolean {
  return !forbiddenCharacters.test(value) && value.isWellFormed()
}

/** A schema for one line of visible text of at most `lengthMax` Unicode code points, in normalisation form C. */
export function plainLine(lengthMax: number) {
  // Normalised first, since some characters grow by it and the bound is for what is stored.
  return z
    .string()
    .normalize('NFC')
    .max(lengthMax)
    .refine(isPlainLine, { params: { code: 'text-not-plain' } })
}
