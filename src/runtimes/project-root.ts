import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The directory that holds `package.json`: the start of every relative path in the configuration, and of the static
 * files and migrations. The programs run bundled from `dist/` and, under test, from their own sources, so it is
 * looked for upwards.
 */
export function projectRoot(): string {
  let directory = import.meta.dirname
  while (!existsSync(join(directory, 'package.json'))) {
    const parent = dirname(directory)
    if (parent === directory) throw new Error('package.json was not found above the program.')
    directory = parent
  }
  return directory
}
