import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Localised } from '#domain/locale'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import {
  campaignApprovals,
  campaignRevisions,
  campaigns,
  letterManifests,
  letterNotes,
  organisation,
  topics,
} from './tables.ts'

/** How a released letter stands now: all of it that can still change, and what it was approved as. */
export type LetterStanding = NonNullable<Awaited<ReturnType<typeof findStanding>>>

const standingColumns = {
  id: campaigns.id,
  slug: campaigns.slug,
  code: campaigns.code,
  occursOn: campaigns.occursOn,
  releasedAt: campaigns.releasedAt,
  withheldAt: campaigns.withheldAt,
  takenDownAt: campaigns.takenDownAt,
  approvalId: campaignApprovals.id,
  sender: campaignApprovals.sender,
  /** The names of the topics that its audience was chosen by, in their order. */
  topics: sql<Localised[]>`(
    select coalesce(jsonb_agg(${topics.name} order by ${topics.position}), '[]') from ${topics}
    where ${campaignRevisions.audience}->'topics' ? ${topics.id})`,
  /** The organisation's. */
  timeZone: sql<string>`coalesce(${organisation.timeZone}, 'UTC')`,
  /** Whether corrections or notes have come since. */
  hasAdditions: sql<boolean>`(
    exists (select from ${letterNotes} where ${letterNotes.campaignId} = ${campaigns.id})
    or exists (select from ${campaigns} correction where correction.corrects = ${campaigns.id}))`,
  /** Whether what was sent is vouched for already. */
  isSigned: sql<boolean>`exists (select from ${letterManifests} where ${letterManifests.campaignId} = ${campaigns.id})`,
}

const standingWhere = (key: 'slug' | 'code') =>
  prepared((connection) =>
    connection
      .select(standingColumns)
      .from(campaigns)
      .innerJoin(campaignApprovals, eq(campaignApprovals.id, campaigns.approvalId))
      .innerJoin(campaignRevisions, eq(campaignRevisions.id, campaignApprovals.revisionId))
      .leftJoin(organisation, eq(organisation.id, 1))
      .where(and(eq(campaigns[key], sql.placeholder(key)), isNotNull(campaigns.releasedAt)))
      .prepare(`find_standing_by_${key}`),
  )

const standingBySlug = standingWhere('slug')
const standingByCode = standingWhere('code')

/** A released letter, shown or not, by the end of its URL or by the code printed in it. */
export async function findStanding(executor: Executor, by: { slug: string } | { code: string }) {
  const [row] = await ('slug' in by ? standingBySlug(executor).execute(by) : standingByCode(executor).execute(by))
  return row
}
