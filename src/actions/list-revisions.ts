import { findCampaign } from '#database/campaign-queries'
import {
  findLastApprovedNumber,
  listPartChanges,
  listRevisionHeads,
  type RevisionHead,
} from '#database/revision-queries'
import { listStaff } from '#database/staff-queries'
import type { TranslatedPart } from '#domain/letter'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { isAmong, type PartChange } from '#domain/translation'
import type { World } from './world.ts'

/** The history of what a campaign says. */
export type RevisionHistory = {
  /** Newest first. */
  readonly revisions: readonly (Pick<RevisionHead, 'number' | 'authorId' | 'createdAt'> & {
    /** The parts of translations of which this revision was the first to say that they still follow their source. */
    readonly inStep: readonly TranslatedPart[]
  })[]
  /** When each part of each language last became what it is. */
  readonly changes: readonly PartChange[]
  /** The revision that was approved last, whether or not the approval still holds. */
  readonly lastApproved: number | null
  readonly staffNames: ReadonlyMap<string, string>
}

/** One page of the revisions of a campaign; `before` continues a list. @throws Refusal `not-found` */
export async function listRevisions(
  { database }: World,
  { campaignId, before }: { campaignId: string; before?: number | undefined },
): Promise<RevisionHistory> {
  if (!(await findCampaign(database, campaignId))) throw new Refusal('not-found')
  const heads = await listRevisionHeads(database, campaignId, { limit: limits.pageSizeMax, before })
  const staff = await listStaff(database)
  return {
    revisions: heads.map(({ inStep, inStepBefore, ...head }) => ({
      ...head,
      inStep: inStep.filter((one) => !isAmong(inStepBefore, one)),
    })),
    changes: await listPartChanges(database, campaignId),
    lastApproved: await findLastApprovedNumber(database, campaignId),
    staffNames: new Map(staff.map(({ id, name }) => [id, name])),
  }
}
