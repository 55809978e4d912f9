import { posix } from 'node:path'
import { dataFolders, layerTable, type Layer } from './layer-table.ts'
import type { SourceFile } from './repository.ts'
import { importsOf, type Import } from './syntax.ts'

/** The name of the layer that a file belongs to: the deepest folder of the table that holds it. */
export function layerOf(path: string): string | null {
  const holders = Object.entries(layerTable).filter(([, { folder }]) => path.startsWith(`${folder}/`))
  const deepest = holders.toSorted(([, a], [, b]) => b.folder.length - a.folder.length)[0]
  return deepest?.[0] ?? null
}

/** What a file imports against the table, one line for each import at fault. */
export function layerViolations(file: SourceFile): string[] {
  const name = layerOf(file.path)
  const layer = name === null ? undefined : layerTable[name]
  if (name === null || !layer) return [`${file.path} belongs to no layer`]
  return importsOf(file).flatMap((found) => {
    const fault = faultOf({ found, path: file.path, name, layer })
    return fault === null ? [] : [`${file.path} (${name}) imports ${found.specifier}: ${fault}`]
  })
}

type Question = { readonly found: Import; readonly path: string; readonly name: string; readonly layer: Layer }

function faultOf({ found, path, name, layer }: Question): string | null {
  const { specifier, typesOnly } = found
  if (specifier.startsWith('.')) return relativeFault(path, specifier, name)
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1)
    const targetLayer = target.split('/')[0] ?? ''
    if (targetLayer === name) return 'inside a layer, imports are relative'
    if (layer.layers.includes(targetLayer) || layer.layers.includes(target)) return null
    if (!layer.typesOf?.includes(targetLayer)) return `${name} may not import ${targetLayer}`
    return typesOnly ? null : `${name} may import only types of ${targetLayer}`
  }
  if (allows(layer.packages, specifier)) return null
  if (!allows(layer.packageTypes ?? [], specifier)) return `${name} may not use this package`
  return typesOnly ? null : `${name} may use only the types of this package`
}

function relativeFault(path: string, specifier: string, name: string): string | null {
  const target = posix.normalize(posix.join(posix.dirname(path), specifier))
  if (layerOf(target) !== name) return 'a relative import stays inside its layer'
  return /\.(tsx?|json|css)$/.test(target) ? null : 'a relative import names its file with its extension'
}

function allows(packages: readonly string[], specifier: string): boolean {
  return packages.some((name) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  )
}

/** For each file, the files that it loads when it runs. Types-only imports load nothing. */
export function loadGraph(files: readonly SourceFile[]): Map<string, string[]> {
  const paths = new Set(files.map(({ path }) => path))
  return new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter(({ typesOnly }) => !typesOnly)
        .flatMap(({ specifier }) => candidatesOf(file.path, specifier))
        .filter((path) => paths.has(path)),
    ]),
  )
}

/** Everything that a file loads, directly or through others, itself included. */
export function reachableFrom(path: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([path])
  for (const current of reached) for (const next of graph.get(current) ?? []) reached.add(next)
  return reached
}

function candidatesOf(path: string, specifier: string): string[] {
  if (specifier.startsWith('.')) return [posix.normalize(posix.join(posix.dirname(path), specifier))]
  const [name = '', ...rest] = specifier.slice(1).split('/')
  const layer = layerTable[name]
  if (!specifier.startsWith('#') || !layer || dataFolders.some((folder) => folder === name)) return []
  return ['ts', 'tsx'].map((extension) => `${layer.folder}/${rest.join('/')}.${extension}`)
}
