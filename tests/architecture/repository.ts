import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../..')

/** A file of the repository; `path` is relative to the root, with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string }

const generatedFolders = new Set(['node_modules', 'dist', '.git', '.data', 'coverage'])

const textExtensions =
  /\.(tsx?|mts|mjs|js|json|md|css|svg|html|sql|ya?ml|toml|sh|example)$|(^|\/)[^./]+$|(^|\/)\.[a-z]+$/i

// Every file of our own, tracked or about to be: what `git` lists, or a walk where there is no repository.
function listRepository(): string[] {
  const paths = existsSync(join(root, '.git')) ? listWithGit() : walk('.')
  return paths.filter((path) => existsSync(join(root, path))).toSorted()
}

/** The text files among them, with their contents. The lock file is written by npm and is left out. */
export function readRepository(): SourceFile[] {
  const paths = listRepository().filter((path) => textExtensions.test(path) && path !== 'package-lock.json')
  return paths.map(readSource)
}

export function readSource(path: string): SourceFile {
  return { path, text: readFileSync(join(root, path), 'utf8') }
}

/** Every TypeScript and JavaScript file below some folders, found by walking. */
export function listCode(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => walk(folder).filter(isCode)).toSorted()
}

/** The same list, found in another way, to compare the two. */
export function globCode(folders: readonly string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx,js}`),
    { cwd: root },
  )
    .map(toSlashes)
    .toSorted()
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = toSlashes(relative(root, join(root, folder, entry.name)))
    if (entry.isDirectory()) return generatedFolders.has(entry.name) ? [] : walk(path)
    return entry.isFile() ? [path] : []
  })
}

function listWithGit(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  return list.toString('utf8').split('\0').filter(Boolean)
}

function isCode(path: string): boolean {
  return /\.(tsx?|js)$/.test(path)
}

function toSlashes(path: string): string {
  return path.split(sep).join('/')
}
