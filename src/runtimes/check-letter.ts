import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseManifestKeys, digestText, verifyManifest, type ManifestKeySet } from '#crypto/manifest-keys'
import { codesIn, compareLetter, missingSigns } from '#domain/compare-letter'
import { letterManifestSchema, type LetterManifest } from '#domain/letter-manifest'
import type { ReceivedMail } from '#domain/received-mail'
import type { Words } from '#http/words'
import { readReceivedMail } from '#mail/read-received-mail'
import { describeComparison } from './describe-comparison.ts'
import { CommandError } from './command-line.ts'

const usage = `Usage: npm run verify-letter -- MAIL.eml --manifest LETTER.jws --key KEYS.json
       npm run verify-letter -- MAIL.eml --from https://ORIGIN [--key KEYS.json]

With --manifest nothing is fetched. With --from the statement is fetched from there, and so is the key unless one is given.
Ends with 0 where everything agrees, with 1 where something differs, with 2 where nothing could be compared.`

const statementPath = '/.well-known/northlight'
const patienceMilliseconds = 20_000

/** What the program was asked to do. */
export type LetterCheck = {
  readonly mail: string
  readonly key: string | null
  readonly statement: { readonly file: string } | { readonly origin: string }
}

/** Whether the mail is what was sent, and that in words. */
export type CheckedLetter = { readonly isSame: boolean; readonly told: string }

/**
 * Understands what stands behind `npm run verify-letter --`.
 * @throws CommandError for what cannot be meant
 */
export function readLetterCheck(args: string[]): LetterCheck {
  const { values, positionals } = parse(args)
  const { manifest, key = null, from } = values
  const [mail, ...others] = positionals
  if (mail === undefined || others.length > 0) throw new CommandError(usage)
  if (manifest !== undefined && key !== null && from === undefined) return { mail, key, statement: { file: manifest } }
  if (from === undefined || manifest !== undefined || !isSafeOrigin(from)) throw new CommandError(usage)
  return { mail, key, statement: { origin: new URL(from).origin } }
}

/**
 * Compares a mail in a file with what was sent under its code.
 * @throws CommandError where nothing can be compared
 */
export async function checkLetter({ mail, key, statement }: LetterCheck, words: Words): Promise<CheckedLetter> {
  const { page } = words
  const received = await readReceivedMail(await read(mail, words))
  if (received === null) throw new CommandError(page('proof.notAMail', { file: mail }))
  const codes = codesIn(received)
  if (codes.length === 0) return { isSame: false, told: page('proof.noCode') }
  const jws =
    'file' in statement ? await readText(statement.file, words) : await fetchStatement(statement.origin, codes, words)
  if (jws === null) return { isSame: false, told: page('proof.unknownCode') }
  const keys = readKeys(await readKeyText({ key, statement }, words))
  const manifest = await readManifest(jws.trim(), keys, words)
  if (!codes.includes(manifest.code)) return { isSame: false, told: page('proof.otherCode', { code: manifest.code }) }
  return tell(received, { manifest, keyId: keyIdOf(jws) }, words)
}

function tell(
  received: ReceivedMail,
  signed: { manifest: LetterManifest; keyId: string },
  words: Words,
): CheckedLetter {
  const { manifest } = signed
  const house = { origin: manifest.origin, senderAddress: manifest.sender.address }
  const comparison = compareLetter(received, { manifest, house }, digestText)
  return { isSame: missingSigns(comparison).length === 0, told: describeComparison(comparison, signed, words) }
}

async function readManifest(jws: string, keys: ManifestKeySet, { page }: Words): Promise<LetterManifest> {
  const said = await verifyManifest(jws, keys)
  if (said === null) throw new CommandError(page('proof.badSignature'))
  const { data } = letterManifestSchema.safeParse(said)
  if (!data) throw new CommandError(page('proof.noStatement'))
  return data
}

// The signature was checked before.
function keyIdOf(jws: string): string {
  const header: unknown = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())
  return header !== null && typeof header === 'object' && 'kid' in header ? String(header.kid) : ''
}

function readKeys(text: string): ManifestKeySet {
  try {
    return parseManifestKeys(text)
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error))
  }
}

async function readKeyText({ key, statement }: Pick<LetterCheck, 'key' | 'statement'>, words: Words): Promise<string> {
  if (key !== null) return readText(key, words)
  const origin = 'origin' in statement ? statement.origin : ''
  return (await fetchText(`${origin}${statementPath}/keys.json`, words)) ?? ''
}

async function fetchStatement(origin: string, codes: readonly string[], words: Words): Promise<string | null> {
  for (const code of codes) {
    const jws = await fetchText(`${origin}${statementPath}/letters/${code}.jws`, words)
    if (jws !== null) return jws
  }
  return null
}

/** @returns null where there is nothing at the address */
async function fetchText(url: string, { page }: Words): Promise<string | null> {
  const fail = (reason: string): never => {
    throw new CommandError(page('proof.unreachable', { place: new URL(url).host, reason }))
  }
  const options = { redirect: 'error', signal: AbortSignal.timeout(patienceMilliseconds) } as const
  const response = await fetch(url, options).catch((error: unknown) =>
    fail(error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.name) : 'unknown'),
  )
  if (response.status === 404) return null
  return response.ok ? response.text() : fail(String(response.status))
}

async function readText(path: string, words: Words): Promise<string> {
  return new TextDecoder().decode(await read(path, words))
}

function read(path: string, { page }: Words): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new CommandError(page('proof.unreadable', { file: path, reason }))
  })
}

function parse(args: string[]) {
  const options = { manifest: { type: 'string' }, key: { type: 'string' }, from: { type: 'string' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    throw new CommandError(usage)
  }
}

// What comes over the network in the clear could be anybody’s; this machine itself is another matter.
function isSafeOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost'))
}
