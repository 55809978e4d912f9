import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The static files of the public pages. Nothing else can be asked for, so no path can lead out of the directory. */
const assetTypes = {
  'site.css': 'text/css; charset=utf-8',
  'site.js': 'text/javascript; charset=utf-8',
  'embed.js': 'text/javascript; charset=utf-8',
  'proof-worker.js': 'text/javascript; charset=utf-8',
  'favicon.svg': 'image/svg+xml',
} as const

/**
 * The style sheet is one file to a browser and one for each subject to us, in this order: of two rules of the same weight
 * the later one holds.
 */
const styles = [
  'tokens',
  'ground',
  'frame',
  'sample',
  'card',
  'controls',
  'first-page',
  'letter-list',
  'archive',
  'trust',
  'letter',
  'letter-aside',
  'calendar',
  'calendar-feed',
  'panel',
  'preferences',
  'held',
  'verify',
  'foot',
  'narrow',
  'print',
] as const

export type AssetName = keyof typeof assetTypes

export type Asset = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Part of the URL, so that a browser may keep the file for ever and still gets the next one. */
  readonly version: string
}

export type Assets = Readonly<Record<AssetName, Asset>>

/** Reads the static files once. @throws Error of the file system when one is missing. */
export function readAssets(directory: string): Assets {
  const read = (...path: string[]): Buffer => readFileSync(join(directory, ...path))
  const parts = styles.map((name) => read('styles', `${name}.css`).toString())
  return {
    'site.css': assetOf('site.css', Buffer.from(parts.join('\n'))),
    'site.js': assetOf('site.js', read('site.js')),
    'embed.js': assetOf('embed.js', read('embed.js')),
    // ALTCHA ships its solver ready for a browser; it is served as it is.
    'proof-worker.js': assetOf(
      'proof-worker.js',
      readFileSync(fileURLToPath(import.meta.resolve('altcha/workers/pbkdf2'))),
    ),
    'favicon.svg': assetOf('favicon.svg', read('favicon.svg')),
  }
}

function assetOf(name: AssetName, contents: Buffer): Asset {
  const version = createHash('sha256').update(contents).digest('base64url').slice(0, 12)
  return { bytes: Uint8Array.from(contents), type: assetTypes[name], version }
}

export function isAssetName(name: string): name is AssetName {
  return Object.hasOwn(assetTypes, name)
}

/** The path of a static file, with its version. */
export function assetPath(assets: Assets, name: AssetName): string {
  return `/assets/${name}?v=${assets[name].version}`
}
