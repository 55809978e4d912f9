import cause from '#content/cause' with { type: 'json' }
import cautions from '#content/cautions' with { type: 'json' }
import facts from '#content/facts' with { type: 'json' }
import issues from '#content/issues' with { type: 'json' }
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import observances from '#content/observances' with { type: 'json' }
import playbooks from '#content/playbooks' with { type: 'json' }
import topics from '#content/topics' with { type: 'json' }
import type { Issue } from '#domain/issue'
import type { Observance } from '#domain/observance'
import { pastDates, type ObservanceDate } from '#domain/occurrence'
import { readSeedLibrary } from '#domain/read-seed-library'
import { describeFault } from '#domain/seed-fault'
import type { SeedFiles, SeedLibrary } from '#domain/seed-library'

/** The files of the seed library as they are. */
export const seedFiles = {
  cause,
  topics,
  facts,
  observances,
  issues,
  playbooks,
  cautions,
  letters: { 'defectors-day': defectorsDay },
} satisfies SeedFiles

/** The seed library, read. */
export const seed: SeedLibrary = readOrThrow()

/** An observance of the seed library. */
export function seededObservance(id: string): Observance {
  const found = seed.observances.find((observance) => observance.id === id)
  if (found === undefined) throw new Error(`No observance ${id}`)
  return found
}

/** A copy of an issue of the seed library, to be changed. */
export function seededIssue(id: string): Issue {
  const found = seed.issues.find((issue) => issue.id === id)
  if (found === undefined) throw new Error(`No issue ${id}`)
  return structuredClone(found)
}

/** What the seed library tells of past dates, by the id of the observance. */
export const seededDates: ReadonlyMap<string, readonly ObservanceDate[]> = new Map(
  seed.observances.map((observance) => [observance.id, pastDates(observance)]),
)

function readOrThrow(): SeedLibrary {
  const { library, faults } = readSeedLibrary(seedFiles)
  if (library === null) throw new Error(faults.map(describeFault).join('\n'))
  return library
}
