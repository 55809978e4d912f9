/**
 * The secrets that a text holds, in any spelling a leak might take: as they are, in another case, escaped, URL-encoded,
 * quoted-printable, in hexadecimal, in UTF-16, or in base64 at any offset. A UUID is sought by its bytes, too.
 */
export function findTraces(text: string, secrets: readonly string[]): string[] {
  const haystack = text.toLowerCase()
  return secrets.filter((secret) => spellingsOf(secret).some((spelling) => haystack.includes(spelling.toLowerCase())))
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

function spellingsOf(secret: string): string[] {
  const utf16 = Buffer.from(secret, 'utf16le')
  const encoded = [
    Buffer.from(secret),
    Buffer.from(secret.toUpperCase()),
    utf16,
    Buffer.from(utf16).swap16(),
    ...(uuid.test(secret) ? [Buffer.from(secret.replaceAll('-', ''), 'hex')] : []),
  ]
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    quotedPrintable(secret),
    ...encoded.flatMap((bytes) => [bytes.toString('hex'), ...base64Of(bytes)]),
  ]
}

/** RFC 2045 §6.7, for text without line ends. */
function quotedPrintable(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => (byte > 32 && byte < 127 && byte !== 61 ? String.fromCharCode(byte) : `=${hexOf(byte)}`))
    .join('')
}

function hexOf(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}

// Base64 reads three bytes at a time, so the same bytes look different at each of three offsets; the ends, which depend
// on the neighbours, are cut off.
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    return (['base64', 'base64url'] as const).map((alphabet) => {
      const text = padded.toString(alphabet).replaceAll('=', '')
      return text.slice(offset === 0 ? 0 : 4, (padded.length % 3 === 0 ? 0 : -1) || undefined)
    })
  })
}
