import { join } from 'node:path'
import { z } from 'zod'
import facts from '#content/facts' with { type: 'json' }
import topics from '#content/topics' with { type: 'json' }
import { addFacts, addTopics } from '#database/content-queries'
import { openDatabase } from '#database/database'
import { migrate } from '#database/migrate'
import { factSchema } from '#domain/fact'
import { topicSchema } from '#domain/topic'
import { projectRoot } from './project-root.ts'

/**
 * Brings a database to the present schema and adds what the seed library has and the database has not; what an
 * organisation has made of its topics and facts stays.
 */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url, join(projectRoot(), 'src/database/migrations'))
  await using open = openDatabase(url, { connectionsMax: 1, name: 'northlight-prepare' })
  await addTopics(
    open.database,
    z
      .array(topicSchema)
      .parse(topics)
      .map(({ slug, ...topic }, position) => ({ id: slug, ...topic, position })),
  )
  await addFacts(open.database, z.array(factSchema).parse(facts))
}
