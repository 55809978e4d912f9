import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Programs of the machine that some suites need; null where one is missing, so that its suite can say
 * `describe.skipIf(chromium === null)`. `scripts/setup --tests` installs them where it can.
 */
export const chromium =
  process.env['CHROMIUM'] ?? findProgram(['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'])

export const redisServer = findProgram(['redis-server'])

/** @throws Error where there is none, for programs that cannot do without */
export function requireRedis(): string {
  if (redisServer === null) throw new Error('There is no redis-server on PATH; scripts/setup --tests installs it.')
  return redisServer
}

export const openssl = findProgram(['openssl'])

function findProgram(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const places = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return places.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
