import { listEntries } from '#database/library-queries'
import { countByTopic } from '#database/readership-queries'
import { countLettersByTopic, type TopicLetters } from '#database/topic-queries'
import { tellCount, type ToldCount } from '#domain/small-counts'
import { withVersion, type ReadEntry } from './read-library-entry.ts'
import type { World } from './world.ts'

/** A topic as staff see it, on offer or retired, with who and what hangs on it. */
export type DescribedTopic = Pick<
  ReadEntry<'topic'>,
  'id' | 'entry' | 'version' | 'seedHash' | 'editedAt' | 'retiredAt'
> &
  TopicLetters & {
    /** Active readers who chose it. */
    readonly readers: ToldCount
  }

/** Every topic in the order of the form, those among them that are no longer on offer. */
export async function describeTopics(world: World): Promise<DescribedTopic[]> {
  const { database } = world
  const [kept, letters, readers] = await Promise.all([
    listEntries(database, 'topic', { withRetired: true }),
    countLettersByTopic(database),
    countByTopic(database),
  ])
  return kept.map((topic) => ({
    ...withVersion(world, topic),
    ...(letters.get(topic.id) ?? { letters: 0, unsent: 0 }),
    readers: tellCount(readers.get(topic.id) ?? 0),
  }))
}
