import { eq, sql } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import type { PendingSubscription } from './subscriber-queries.ts'
import { pendingSubscriptions } from './tables.ts'

const forgettingRequest = prepared((connection) =>
  connection
    .delete(pendingSubscriptions)
    .where(eq(pendingSubscriptions.emailIndex, sql.placeholder('emailIndex')))
    .prepare('forget_request'),
)

const writingRequest = prepared((connection) =>
  connection
    .insert(pendingSubscriptions)
    .values({
      id: sql.placeholder('id'),
      emailIndex: sql.placeholder('emailIndex'),
      suppressionHash: sql.placeholder('suppressionHash'),
      emailSealed: sql.placeholder('emailSealed'),
      locale: sql.placeholder('locale'),
      timeZone: sql.placeholder('timeZone'),
      topics: sql.placeholder('topics'),
      requestedAt: sql.placeholder('requestedAt'),
      expiresAt: sql.placeholder('expiresAt'),
    })
    .prepare('write_request'),
)

/** Writes the one request of an address, in place of any before it. */
export async function savePendingSubscription(
  executor: Executor,
  request: Omit<PendingSubscription, 'confirmedAt' | 'subscriberId'>,
): Promise<void> {
  await forgettingRequest(executor).execute({ emailIndex: request.emailIndex })
  await writingRequest(executor).execute(request)
}
