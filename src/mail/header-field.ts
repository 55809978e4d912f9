import MimeNode from 'nodemailer/lib/mime-node'
import { foldLines } from 'nodemailer/lib/mime-funcs'

/** One field of a message's header as it goes out: `line` is `Name: value`, folded, without the end of its last line. */
export type HeaderField = { readonly name: string; readonly line: string }

export type HeaderValue = string | { readonly name: string; readonly address: string }

// One for all: making one costs more than encoding a field does.
const encoder = new MimeNode()

// RFC 5322 §2.1.1 advises 78 characters.
const lineLength = 76

/**
 * Writes a header field: words beyond ASCII are encoded (RFC 2047), line ends and other control characters taken out,
 * long lines folded. Null where nothing is left of the value.
 */
export function writeHeaderField(name: string, value: HeaderValue): HeaderField | null {
  const encoded = encoder.encodeHeaderValue(name, value)
  return encoded.trim() === '' ? null : { name, line: foldLines(`${name}: ${encoded}`, lineLength) }
}

/**
 * As `writeHeaderField`, for one whose value is usually plain ASCII and never the same twice: then there is nothing to
 * encode, which takes a third of the time.
 */
export function writePlainField(name: string, value: string): HeaderField | null {
  const isPlain = /^[!-~](?:[ -~]*[!-~])?$/.test(value) && !value.includes('=?')
  return isPlain ? { name, line: foldLines(`${name}: ${value}`, lineLength) } : writeHeaderField(name, value)
}
