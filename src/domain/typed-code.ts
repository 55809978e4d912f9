import { findLetterCodes, readLetterCode } from './letter-code.ts'
import { limits } from './limits.ts'

/**
 * What somebody has put into the field for a letter’s code.
 * - `code`: a code, or what is short enough to be a slip of one
 * - `code-in-more`: a link or a message that carries one code
 * - `link`, `message`: one that carries none, or more than one
 */
export type TypedCode = {
  readonly kind: 'code' | 'code-in-more' | 'link' | 'message'
  /** As printed where it is one, as typed otherwise, and never longer than a code can be. */
  readonly code: string
}

/** Reads the field for a letter’s code, into which people paste what they have. */
export function readTypedCode(typed: string): TypedCode {
  const trimmed = typed.trim()
  const code = readLetterCode(trimmed)
  if (code !== null) return { kind: 'code', code }
  const [found, ...others] = findLetterCodes(trimmed)
  if (found !== undefined && others.length === 0) return { kind: 'code-in-more', code: found }
  const shown = trimmed.slice(0, limits.typedCodeLengthMax)
  if (/^[a-z]+:\/\/\S+$|^www\.\S+$/i.test(trimmed)) return { kind: 'link', code: shown }
  return { kind: trimmed.length > limits.typedCodeLengthMax ? 'message' : 'code', code: shown }
}
