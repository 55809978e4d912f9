import { z } from 'zod'
import { syncLibrary } from '#actions/sync-library'
import type { World } from '#actions/world'
import type { SyncStep } from '#domain/library-sync'
import type { HarmFinding } from '#domain/do-no-harm'
import { findHarm } from '#domain/library-drafts'
import type { Locale } from '#domain/locale'
import { describeFault } from '#domain/seed-fault'
import type { StaffWords } from '#http/staff/staff-words'
import { CommandError } from './command-line.ts'
import { readContent } from './read-content.ts'
import { flag, readOptions } from './read-options.ts'

const usage = `Usage: npm run content:sync -- [--apply] [--json]
Shows what it would change; with --apply it does so.`

/** How `npm run content:sync` was asked for. */
export type SyncWish = { readonly isApplied: boolean; readonly isJson: boolean }

/** Understands what stands behind `npm run content:sync --`. @throws CommandError for anything else */
export function readSyncWish(args: readonly string[]): SyncWish {
  const options = readOptions(args, z.object({ apply: flag, json: flag }))
  if (options === null) throw new CommandError(usage)
  return { isApplied: options.apply, isJson: options.json }
}

/**
 * Shows what following the seed library changes, and does it where that is wished for.
 * @returns what to print, and whether the seed library could be used; nothing is changed where it could not
 * @throws CommandError with every fault of the seed library, one a line, for people
 */
export async function syncContent(
  world: World,
  { isApplied, isJson }: SyncWish,
  words: StaffWords,
): Promise<{ told: string; isSound: boolean }> {
  const { library, faults } = await world.readSeed()
  if (library === null) {
    if (isJson) return { told: JSON.stringify({ faults }), isSound: false }
    throw new CommandError(faults.map(describeFault).join('\n'))
  }
  const steps = await syncLibrary(world, { library, isApplied })
  const told = isJson
    ? JSON.stringify({ isApplied, steps: steps.map(bare) })
    : describeSync(steps, { isApplied, words })
  return { told, isSound: true }
}

/**
 * Reads a seed library as it would be used, with no database at hand.
 * @returns what it holds, and what it warns of in its own letters
 * @throws CommandError with every fault, one a line
 */
export async function checkContent(
  directory: string,
  { words, locale }: { words: StaffWords; locale: Locale },
): Promise<string> {
  const { library, faults } = await readContent(directory)
  if (library === null) throw new CommandError(faults.map(describeFault).join('\n'))
  const { topics, facts, observances, issues, playbooks, letters } = library
  const counts = {
    topics: topics.length,
    facts: facts.length,
    observances: observances.length,
    issues: issues.length,
    playbooks: playbooks.series.length,
    letters: Object.keys(letters).length,
  }
  const harm = findHarm(library)
  return [
    words('library.sound', { directory, ...counts }),
    words('library.findings', { count: harm.length }),
    ...harm.map(({ draft, finding }) => words('library.finding', { draft: draft.name, remedy: remedyOf(finding) })),
    ...(harm.length > 0 ? [library.cautions.disclaimer[locale]] : []),
  ].join('\n')
}

/** What differs from the seed library, in lines of plain words for a terminal. */
function describeSync(
  steps: readonly SyncStep[],
  { isApplied, words }: { isApplied: boolean; words: StaffWords },
): string {
  if (steps.length === 0) return words('library.same')
  const count = (what: SyncStep['what']): number => steps.filter((step) => step.what === what).length
  const summary = words('library.summary', {
    added: count('added'),
    updated: count('updated'),
    kept: count('kept'),
    gone: count('gone'),
  })
  const isChanging = count('added') + count('updated') > 0
  const closing = isApplied
    ? [words('library.applied')]
    : [words('library.preview'), '  npm run content:sync -- --apply']
  return [...steps.map((step) => stepLine(step, words)), '', summary, ...(isChanging ? closing : [])].join('\n')
}

function stepLine(step: SyncStep, words: StaffWords): string {
  const { kind, id } = step.what === 'added' || step.what === 'updated' ? step.seed : step
  const name = `${kind}/${id}`
  switch (step.what) {
    case 'added':
    case 'gone':
      return words(`library.${step.what}`, { name })
    case 'updated':
      return words('library.updated', { name, fields: fieldsOf(step.fields, words) })
    case 'kept':
      return words(step.hasNews ? 'library.keptWithNews' : 'library.kept', {
        name,
        fields: fieldsOf(step.fields, words),
      })
  }
}

/** Enough to see what it is about; the rest is a number. */
const fieldsShown = 5

function fieldsOf(fields: readonly string[], words: StaffWords): string {
  const shown = fields.slice(0, fieldsShown).join(', ')
  const count = fields.length - fieldsShown
  return count > 0 ? words('library.moreFields', { fields: shown, count }) : shown
}

/** A step for a machine, without the words of the entry. */
function bare(step: SyncStep): object {
  if (step.what === 'kept' || step.what === 'gone') return step
  const { kind, id } = step.seed
  return step.what === 'added' ? { what: step.what, kind, id } : { what: step.what, kind, id, fields: step.fields }
}

/** What was found and what to do about it, in the language of the letter. */
function remedyOf({ quote, remedy }: HarmFinding): string {
  return quote === null ? remedy : `“${quote}”. ${remedy}`
}
