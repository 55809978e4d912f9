import type { Executor } from '#database/database'
import { listWatchedHashes } from '#database/watch-list-queries'
import type { WatchList } from '#domain/watch-list'
import type { World } from './world.ts'

/** The watch-list as letters are held against it. */
export async function readWatchList({ blindIndex }: World, executor: Executor): Promise<WatchList> {
  const hashes = await listWatchedHashes(executor)
  return {
    hashes: new Set(hashes.map((bytes) => bytes.toHex())),
    hash: (form) => blindIndex.watched(form).toHex(),
  }
}
