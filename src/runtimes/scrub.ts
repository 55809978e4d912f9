// Lengths are bounded, so that the time grows with the line and not with its square.
const host = String.raw`[^\s"\\<>()\[\],;:@\/]{1,255}`
const local = String.raw`[^\s"\\<>()\[\],;:@\/]{1,128}`

// An escape such as \n is stepped over, or the letter after its backslash would be taken for part of a word.
const escape = String.raw`(\\(?:u[\da-f]{4}|.))`

/** What drizzle-orm adds to the error of a query: the values, each of which may be a reader's. Ends at the stack. */
const queryValues = /(?<=\\n)params: (?:[^"\\]|\\(?!n {2,}at ).)*/g
const urlCredentials = /(?<=:\/\/)[^\s"\\/]{1,512}@/g
// Not the name of a parameter, as in the pattern of a route.
const pathToken = /(?<=(?:\/|%2f)(?:confirm|u|preferences|address|block|invitations)(?:\/|%2f))(?!:)[^\s"\\/?#&]+/gi
const quotedAddress = new RegExp(String.raw`\\"[^"\\]{1,64}\\"@${host}`, 'giu')
const address = new RegExp(String.raw`${escape}|${local}(?:@|＠|%40|&#64;)(?:${host}|\[[^\]\s"\\]{1,64}\])`, 'giu')
const providerKey = new RegExp(String.raw`${escape}|\b(?:re|whsec)_[\w+\/=-]{6,}`, 'giu')

/**
 * Replaces in a line of JSON what must not reach a log: mail addresses, tokens in paths, provider keys, credentials in
 * URLs and the values of failed queries. The line stays valid JSON.
 */
export function scrubLine(line: string): string {
  return line
    .replace(queryValues, 'params: [removed]')
    .replace(urlCredentials, '[credentials]@')
    .replace(pathToken, '[token]')
    .replace(quotedAddress, '[address]')
    .replace(address, (_match, escaped: string | undefined) => escaped ?? '[address]')
    .replace(providerKey, (_match, escaped: string | undefined) => escaped ?? '[key]')
}
