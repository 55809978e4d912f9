import type { z } from 'zod'
import { checkSeedLibrary } from './check-seed-library.ts'
import type { SeedFault } from './seed-fault.ts'
import { seedFileName, seedLibrarySchema, type SeedFiles, type SeedLibrary } from './seed-library.ts'

/** A library that can be used, or everything that has to be mended before it can. */
export type SeedReading =
  | { readonly library: SeedLibrary; readonly faults: readonly [] }
  | { readonly library: null; readonly faults: readonly SeedFault[] }

/**
 * Reads a seed library. What is wrong within a file is told before what is wrong between files, since half a library
 * would be blamed for what is merely unread.
 */
export function readSeedLibrary(files: SeedFiles): SeedReading {
  const read = seedLibrarySchema.safeParse(files)
  if (!read.success) return { library: null, faults: read.error.issues.map((issue) => faultOf(issue, files)) }
  const faults = checkSeedLibrary(read.data)
  return faults.length > 0 ? { library: null, faults } : { library: read.data, faults: [] }
}

/** What to do about a refused value, by the code that its schema gives. */
const remedies: Readonly<Record<string, string>> = {
  'text-not-plain': 'Write it as one line, without line ends and invisible characters.',
  'link-not-https': 'Give the full address, beginning with https://.',
  'message-too-long': 'Keep it below some 1,500 characters in English and some 180 in Korean.',
  'time-zone-unknown': 'Name a zone of the IANA database in its own spelling, such as Asia/Seoul.',
  'language-missing': 'Give the letter in at least one language.',
}

const plainWords: Readonly<Record<string, string>> = {
  'text-not-plain': 'is not one line of visible characters',
  'link-not-https': 'is no https address',
  'message-too-long': 'is too long for a link that opens a mail program',
  'time-zone-unknown': 'is no time zone',
  'language-missing': 'has no language',
}

function faultOf(issue: z.core.$ZodIssue, files: SeedFiles): SeedFault {
  const [part = '', ...way] = issue.path.map(String)
  const code = codeOf(issue)
  return {
    file: seedFileName(part),
    entry: entryOf(part, way, files),
    problem: plainWords[code] ?? issue.message,
    remedy: remedies[code] ?? 'content/README.md says what belongs there.',
    rule: null,
    values: {},
  }
}

function codeOf(issue: z.core.$ZodIssue): string {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined
  return typeof code === 'string' ? code : ''
}

// A person looks for an entry by its id, not by its place in the file.
function entryOf(part: string, way: readonly string[], files: SeedFiles): string {
  const names: string[] = []
  let rest: unknown = Object.entries(files).find(([name]) => name === part)?.[1]
  for (const step of way) {
    const inList = Array.isArray(rest)
    rest = isRecord(rest) ? rest[step] : undefined
    const name = inList ? nameOf(rest) : null
    names.push(name ?? step)
  }
  const [entry, ...fields] = names
  if (entry === undefined) return 'the whole file'
  return fields.length === 0 ? entry : `${entry}: ${fields.join('.')}`
}

function nameOf(value: unknown): string | null {
  if (!isRecord(value)) return null
  const name = value['id'] ?? value['slug'] ?? value['observance'] ?? value['nominalDate']
  return typeof name === 'string' ? name : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
