import { limits } from './limits.ts'

// Crockford's base 32 leaves out I, L, O and U; its check symbols go on to 36 (https://www.crockford.com/base32.html).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkSymbols = `${alphabet}*~$=U`

/** Symbols of a code without its check symbol: 40 bits. */
export const letterCodeLength = 8

/** The code for a number of 40 bits, as printed in a letter: `7K4Q-2M9X-5`. */
export function formatLetterCode(value: bigint): string {
  let symbols = ''
  for (let rest = BigInt.asUintN(40, value), place = 0; place < letterCodeLength; place += 1, rest >>= 5n) {
    symbols = alphabet.charAt(Number(rest & 31n)) + symbols
  }
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}-${checkSymbolOf(symbols)}`
}

/**
 * The printed form of what a reader typed: spaces, hyphens and dashes ignored, small and wide letters read, O read as 0 and I and L
 * as 1. Null when it cannot be a code, a mistyped check symbol included.
 */
export function readLetterCode(input: string): string | null {
  if (input.length > limits.typedCodeLengthMax) return null
  const typed = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
  const symbols = typed.slice(0, letterCodeLength).replaceAll('O', '0').replace(/[IL]/g, '1')
  const check = typed.slice(letterCodeLength).replaceAll('O', '0').replace(/[IL]/g, '1')
  const isWhole = symbols.length === letterCodeLength && [...symbols].every((symbol) => alphabet.includes(symbol))
  if (!isWhole || check !== checkSymbolOf(symbols)) return null
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}`
}

// With its hyphens, since words without any would pass for codes now and then.
const printedCode =
  /(?<![\p{L}\p{N}])[0-9a-z]{4}[\u2010-\u2015-][0-9a-z]{4}[\u2010-\u2015-][0-9a-z*~$=](?![\p{L}\p{N}])/giu

/** Every code that stands in a longer text as it is printed, in their order; each once. */
export function findLetterCodes(text: string): string[] {
  const codes = [...text.matchAll(printedCode)].map(([typed]) => readLetterCode(typed))
  return [...new Set(codes.filter((code) => code !== null))]
}

function checkSymbolOf(symbols: string): string {
  let value = 0n
  for (const symbol of symbols) value = value * 32n + BigInt(alphabet.indexOf(symbol))
  return checkSymbols.charAt(Number(value % 37n))
}
