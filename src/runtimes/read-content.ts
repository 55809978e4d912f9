import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSeedLibrary, type SeedReading } from '#domain/read-seed-library'
import type { SeedFault } from '#domain/seed-fault'
import { seedFileName, seedParts } from '#domain/seed-library'
import { projectRoot } from './project-root.ts'

/** The seed library that Northlight brings. It is read from its files, so that replacing it needs no build. */
export function ownContentDirectory(): string {
  return join(projectRoot(), 'content')
}

/** Reads a seed library from its folder: it can be used, or every fault is told. */
export async function readContent(directory: string): Promise<SeedReading> {
  const faults: SeedFault[] = []
  const files: Record<string, unknown> = {}
  for (const part of seedParts) {
    files[part] = part === 'letters' ? await readLetters(directory, faults) : await read(seedFileName(part))
  }
  return faults.length > 0 ? { library: null, faults } : readSeedLibrary(files)

  async function read(file: string): Promise<unknown> {
    return readJson(directory, file, faults)
  }
}

async function readLetters(directory: string, faults: SeedFault[]): Promise<Record<string, unknown>> {
  const folder = seedFileName('letters')
  const names = (await filesIn(join(directory, folder))).filter((name) => name.endsWith('.json')).toSorted()
  const letters: Record<string, unknown> = {}
  for (const name of names) letters[name.slice(0, -'.json'.length)] = await readJson(directory, folder + name, faults)
  return letters
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    // A library may have no whole letters.
    if (isMissing(error)) return []
    throw error
  }
}

async function readJson(directory: string, file: string, faults: SeedFault[]): Promise<unknown> {
  const tell = (problem: string, remedy: string): void =>
    void faults.push({ file, entry: 'the whole file', problem, remedy, rule: null, values: {} })
  const bytes = await readFile(join(directory, file)).catch((error: unknown) => {
    if (!isMissing(error)) throw error
    return null
  })
  if (bytes === null) {
    tell('is missing', 'content/README.md says what belongs there.')
    return undefined
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) tell(`is no JSON: ${error.message}`, 'Mend it there.')
    else tell('is not written in UTF-8', 'Save it in UTF-8.')
    return undefined
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
