import { readApprovedMail, type ApprovedMail } from '#database/approved-mail-queries'
import type { Executor } from '#database/database'
import { readOnce } from './read-once.ts'

// Enough for every campaign that is under way at a time; a letter takes some 100 kB.
const keptMax = 8

/**
 * What an approval lets out. Reads it once: hundreds of batches of the same campaign ask for the same rows, which cannot
 * change.
 * @throws Error when there is none
 */
export const approvedMailOf = readOnce(keptMax, async (executor: Executor, approvalId): Promise<ApprovedMail> => {
  const mail = await readApprovedMail(executor, approvalId)
  if (!mail) throw new Error('A released campaign has lost its approval.')
  return mail
})
