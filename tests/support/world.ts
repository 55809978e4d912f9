import type { SendingWorld, World } from '#actions/world'
import type { KeyRing } from '#crypto/key-ring'
import type { Mailer } from '#mail/mailer'
import { buildWorld } from '#runtimes/build-world'
import { buildSendingWorld } from '#workers/build-sending-world'
import { createTestClock, type TestClock } from './clock.ts'
import { createTestKeys } from './keys.ts'
import { createTestDatabase, type TestDatabase } from './postgres.ts'

/** Where the public pages of a test world are. */
export const testPublicUrl = 'https://news.example.org'

/** A world of one test file: the parts that production has, on a database, keys and a clock of its own. */
export type TestWorld = AsyncDisposable & {
  readonly world: World
  readonly clock: TestClock
  readonly keyRing: KeyRing
  readonly testDatabase: TestDatabase
  /** The same world for code that carries mail, with the mailers it is to use, the usual one first. */
  readonly sendWith: (...mailers: readonly [Mailer, ...Mailer[]]) => SendingWorld
  readonly close: () => Promise<void>
}

/**
 * Builds a world on a fresh database. Its clock starts at `now` and stands still until `clock` is moved.
 * @param contentDirectory another seed library than our own
 *
 * @example
 * const { world, clock, close } = await createTestWorld()
 * afterAll(close)
 */
export async function createTestWorld({
  now,
  contentDirectory,
}: { readonly now?: Temporal.Instant | string; readonly contentDirectory?: string } = {}): Promise<TestWorld> {
  const testDatabase = await createTestDatabase({ contentDirectory })
  const keyRing = createTestKeys()
  const clock = createTestClock(now)
  const world = buildWorld({
    database: testDatabase,
    keyRing,
    publicUrl: testPublicUrl,
    providers: ['smtp'],
    ...(contentDirectory !== undefined && { contentDirectory }),
    // Nobody is asked; a test that wants an answer brings its own.
    nameQueries: { textRecords: async () => null, mailServers: async () => null },
    visitPage: async () => 'there',
    now: clock.now,
  })
  const close = (): Promise<void> => testDatabase.close()
  return {
    world,
    clock,
    keyRing,
    testDatabase,
    sendWith: (first, ...others) =>
      buildSendingWorld(
        { ...world, providers: [first.name, ...others.map(({ name }) => name)] },
        { keyRing, mailers: [first, ...others] },
      ),
    close,
    [Symbol.asyncDispose]: close,
  }
}
