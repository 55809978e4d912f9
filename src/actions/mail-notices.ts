import type { Executor } from '#database/database'
import { enqueueJobs } from '#database/job-outbox'
import { gatherMailing } from '#database/notice-queries'
import { listNoticeReaders } from '#database/staff-queries'
import type { World } from './world.ts'

/**
 * Has everything that staff were told since the last mailing sent to each of them in one mail. A notice goes into one
 * mailing, whoever else does the same at this moment.
 */
export async function mailNotices(world: World, executor: Executor): Promise<void> {
  const mailingId = world.newId()
  const now = world.now()
  if ((await gatherMailing(executor, mailingId, now)) === 0) return
  const readers = await listNoticeReaders(executor)
  await enqueueJobs(
    executor,
    readers.map((staffId) => ({
      id: world.newId(),
      name: 'send-staff-notice' as const,
      payload: { staffId, mailingId },
      now,
    })),
  )
}
