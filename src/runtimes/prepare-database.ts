import { join } from 'node:path'
import { archiveReleasedLetters } from '#actions/archive-released-letters'
import { fingerprint } from '#crypto/fingerprint'
import { openDatabase } from '#database/database'
import { beginCalendar } from '#database/library-queries'
import { migrate } from '#database/migrate'
import { addSeedEntries } from '#database/seed-queries'
import { seedEntriesOf } from '#domain/seed-entry'
import { describeFault } from '#domain/seed-fault'
import { ConfigError } from './config.ts'
import { projectRoot } from './project-root.ts'
import { ownContentDirectory, readContent } from './read-content.ts'

/**
 * Brings a database to the present schema and adds what the seed library has and the database has not; what an
 * organisation has made of its library stays, and `content:sync` brings what has changed in the seed since. Letters that
 * were released before there was an archive are put into it.
 * @throws ConfigError with every fault of the seed library, one line each; nothing is changed then
 */
export async function prepareDatabase(
  url: string,
  { contentDirectory = ownContentDirectory() }: { contentDirectory?: string } = {},
): Promise<void> {
  const { library, faults } = await readContent(contentDirectory)
  if (library === null) throw new ConfigError(faults.map(describeFault))
  await migrate(url, join(projectRoot(), 'src/database/migrations'))
  await using open = openDatabase(url, { connectionsMax: 1, name: 'northlight-prepare' })
  await addSeedEntries(
    open.database,
    seedEntriesOf(library).map((entry) => ({ ...entry, hash: fingerprint(entry.entry) })),
  )
  await beginCalendar(open.database)
  await archiveReleasedLetters(open.database)
}
