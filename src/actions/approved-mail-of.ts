import { readApprovedMail, type ApprovedMail } from '#database/approved-mail-queries'
import type { Executor } from '#database/database'

// Enough for every campaign that is under way at a time; a letter takes some 100 kB.
const keptMax = 8

// By the id of the approval, which never comes to stand for anything else. Holds nothing of any reader.
const kept = new Map<string, ApprovedMail>()

/**
 * What an approval lets out. Reads it once: hundreds of batches of the same campaign ask for the same rows, which cannot
 * change.
 * @throws Error when there is none
 */
export async function approvedMailOf(executor: Executor, approvalId: string): Promise<ApprovedMail> {
  const known = kept.get(approvalId)
  if (known) return known
  const mail = await readApprovedMail(executor, approvalId)
  if (!mail) throw new Error('A released campaign has lost its approval.')
  const [oldest] = kept.keys()
  if (oldest !== undefined && kept.size >= keptMax) kept.delete(oldest)
  kept.set(approvalId, mail)
  return mail
}
