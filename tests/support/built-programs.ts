import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

// Every project of the run loads this module anew, so that it was done is kept where all of them see it.
const building = Symbol.for('northlight.tests.programs')
const shared: typeof globalThis & { [building]?: Promise<unknown> } = globalThis

/** Builds the programs as they are now, once for the whole run: what is tried by killing it is what production starts. */
export async function setup(): Promise<void> {
  shared[building] ??= promisify(execFile)(join(resolve(import.meta.dirname, '../..'), 'scripts/build'))
  await shared[building]
}
