import { and, asc, desc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Localised } from '#domain/locale'
import type { Executor } from './database.ts'
import {
  addressChanges,
  auditEvents,
  campaignApprovals,
  campaignRevisions,
  campaigns,
  consentEvents,
  digests,
  jobOutbox,
  pendingSubscriptions,
  providerEvents,
  readerVisits,
  suppressions,
  type subscribers,
} from './tables.ts'

type Reader = Pick<typeof subscribers.$inferSelect, 'id' | 'emailIndex' | 'suppressionHash'>

/** Everything that stands about a reader beside their own row, their topics and their letters; nothing sealed is opened. */
export async function readTraces(executor: Executor, { id, emailIndex, suppressionHash }: Reader) {
  const hash = suppressionHash ?? new Uint8Array()
  return {
    consents: await listConsents(executor, hash),
    suppressions: await executor
      .select()
      .from(suppressions)
      .where(eq(suppressions.addressHash, hash))
      .orderBy(asc(suppressions.suppressedAt)),
    requests: await executor
      .select()
      .from(pendingSubscriptions)
      .where(
        or(
          eq(pendingSubscriptions.subscriberId, id),
          emailIndex ? eq(pendingSubscriptions.emailIndex, emailIndex) : undefined,
        ),
      )
      .orderBy(asc(pendingSubscriptions.requestedAt)),
    addressChanges: await executor.select().from(addressChanges).where(eq(addressChanges.subscriberId, id)),
    visits: await executor
      .select()
      .from(readerVisits)
      .where(eq(readerVisits.subscriberId, id))
      .orderBy(asc(readerVisits.createdAt)),
    digests: await executor.select().from(digests).where(eq(digests.subscriberId, id)).orderBy(asc(digests.month)),
    waiting: await executor
      .select()
      .from(jobOutbox)
      .where(sql`${jobOutbox.payload} ->> 'subscriberId' = ${id}`)
      .orderBy(asc(jobOutbox.createdAt)),
    records: await executor
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subject, Buffer.from(hash).toString('hex')))
      .orderBy(asc(auditEvents.id)),
  }
}

/** The evidence of consent under the keyed hash of an address, oldest first. */
export function listConsents(executor: Executor, subject: Uint8Array): Promise<(typeof consentEvents.$inferSelect)[]> {
  return executor
    .select()
    .from(consentEvents)
    .where(eq(consentEvents.subject, subject))
    .orderBy(asc(consentEvents.occurredAt), asc(consentEvents.id))
}

/** What providers told of the letters with these references, oldest first. */
export function findEventsOf(
  executor: Executor,
  references: readonly string[],
): Promise<(typeof providerEvents.$inferSelect)[]> {
  return executor
    .select()
    .from(providerEvents)
    .where(sql`${providerEvents.reference} = any(${sql.param([...references])}::text[])`)
    .orderBy(asc(providerEvents.occurredAt), asc(providerEvents.id))
}

/** What the letters of these campaigns are called in each language that they have, and when they began to leave. */
export async function findLetterTitles(
  executor: Executor,
  campaignIds: readonly string[],
): Promise<Map<string, { readonly titles: Partial<Localised>; readonly sentAt: Temporal.Instant | null }>> {
  if (campaignIds.length === 0) return new Map()
  const rows = await executor
    .select({
      id: campaigns.id,
      sentAt: campaigns.releasedAt,
      titles: sql<Partial<Localised>>`(
        select jsonb_object_agg(language.key, language.value ->> 'title') from jsonb_each(${campaignRevisions.contents}) as language
      )`,
    })
    .from(campaigns)
    .innerJoin(campaignApprovals, eq(campaigns.approvalId, campaignApprovals.id))
    .innerJoin(campaignRevisions, eq(campaignApprovals.revisionId, campaignRevisions.id))
    .where(and(inArray(campaigns.id, [...campaignIds]), isNotNull(campaigns.releasedAt)))
    .orderBy(desc(campaigns.releasedAt))
  return new Map(rows.map(({ id, titles, sentAt }) => [id, { titles, sentAt }]))
}
