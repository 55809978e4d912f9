import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dumpTables } from './dump-tables.ts'

export type AddressSearch = {
  /** Addresses of which nothing may be found, or beginnings that many of them share. */
  readonly addresses: readonly string[]
  /** Of a user that may read every table; nothing is written. Null to search files alone. */
  readonly databaseUrl: string | null
  /** Searched with everything below them. */
  readonly directories: readonly string[]
  /** Directories that are readers' own, such as their mailbox. */
  readonly except?: readonly string[]
}

export type AddressSearchResult = {
  readonly tables: number
  readonly files: number
  /** Of tables and files together. */
  readonly bytes: number
  /** The tables and files that hold an address; never what they hold. */
  readonly places: readonly string[]
}

/**
 * Searches a dump of every table and the bytes of every file for addresses: plain, in any case, in UTF-16, in base64
 * and in hexadecimal. It looks for the part before the @, which a leak keeps whatever it does to the rest; so that
 * part must be like no other word.
 */
export async function checkNoAddress(search: AddressSearch): Promise<AddressSearchResult> {
  const needles = search.addresses.flatMap(spellingsOf)
  const places = new Set<string>()
  const seen = { tables: 0, files: 0, bytes: 0 }
  for await (const { table, rows } of search.databaseUrl === null ? [] : dumpTables(search.databaseUrl)) {
    if (rows === null) seen.tables += 1
    else {
      seen.bytes += Buffer.byteLength(rows)
      if (holdsOne(rows.toLowerCase(), needles)) places.add(table)
    }
  }
  for (const directory of search.directories) {
    for await (const file of listFiles(directory, search.except ?? [])) {
      const { bytes, isFound } = await searchFile(file, needles)
      seen.files += 1
      seen.bytes += bytes
      if (isFound) places.add(file)
    }
  }
  return { ...seen, places: [...places] }
}

/** Every way in which an address may be written, in small letters, as the searched text is. */
function spellingsOf(address: string): string[] {
  const local = address.split('@')[0] ?? address
  const spellings = [local, local.toLowerCase(), local.toUpperCase()].flatMap((text) => {
    const encodings = [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]
    return encodings.flatMap((bytes) => [bytes.toString('latin1'), bytes.toString('hex'), ...base64Of(bytes)])
  })
  return [...new Set(spellings.map((spelling) => spelling.toLowerCase()))]
}

// Base64 writes six bits in a character, so bytes look different at each of three offsets; the first and last
// characters, which hold bits of what stands beside them, are left out.
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    const [start, end] = [Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6)]
    return (['base64', 'base64url'] as const).map((encoding) => padded.toString(encoding).slice(start, end))
  })
}

function holdsOne(text: string, needles: readonly string[]): boolean {
  return needles.some((needle) => text.includes(needle))
}

async function* listFiles(directory: string, except: readonly string[]): AsyncGenerator<string> {
  if (except.includes(directory)) return
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(ignoreMissing)) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) yield* listFiles(path, except)
    else if (entry.isFile()) yield path
  }
}

/** One character for each byte, in pieces that overlap by the longest spelling. */
async function searchFile(file: string, needles: readonly string[]): Promise<{ bytes: number; isFound: boolean }> {
  const overlap = Math.max(0, ...needles.map(({ length }) => length - 1))
  let bytes = 0
  let isFound = false
  let rest = ''
  try {
    const pieces: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: 1024 * 1024 })
    for await (const piece of pieces) {
      const text = rest + piece.toString('latin1').toLowerCase()
      bytes += piece.length
      isFound ||= holdsOne(text, needles)
      rest = overlap === 0 ? '' : text.slice(-overlap)
    }
  } catch (error) {
    ignoreMissing(error)
  }
  return { bytes, isFound }
}

/** A running database makes and deletes files. */
function ignoreMissing(error: unknown): [] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
