import {
  findApprovalById,
  findCampaign,
  findRevision,
  type Campaign,
  type CampaignRevision,
} from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findFirstChangesAfter, findKeptFacts } from '#database/fact-queries'
import { audienceRuleSchema } from '#domain/audience'
import { contentsByLocale } from '#domain/check-content'
import { draftCorrection, type CorrectedFact, type CorrectionWords } from '#domain/draft-correction'
import { factIdsIn, factIdsOf } from '#domain/letter'
import { locales, type Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { beginCampaign } from './begin-campaign.ts'
import { readOrganisation } from './read-organisation.ts'
import type { World } from './world.ts'

/** The words of a correction of a letter of this title, sent on this day. */
export type PhraseCorrection = (
  locale: Locale,
  letter: { readonly title: string; readonly sentOn: Temporal.PlainDate },
) => CorrectionWords

/**
 * Begins a correction of a letter that has left, in its languages, for exactly those who were sent it and still subscribe.
 * What it says of the facts that have changed since is filled in; a person writes the rest, and it is submitted and
 * approved like any letter.
 * @throws Refusal `role-missing`, `not-found`, `campaign-not-released`, `organisation-incomplete`
 */
export async function correctCampaign(
  world: World,
  { member, campaignId, phrase }: { member: StaffMember; campaignId: string; phrase: PhraseCorrection },
): Promise<{ campaignId: string }> {
  requirePermission(member, 'create-campaign')
  const { timeZone } = await readOrganisation(world)
  return world.database.transaction(async (transaction) => {
    const wrong = await findCampaign(transaction, campaignId)
    if (!wrong) throw new Refusal('not-found')
    if (!wrong.releasedAt) throw new Refusal('campaign-not-released')
    const { revision, approvedAt } = await findApproved(transaction, wrong)
    const facts = await listCorrected(transaction, { revision, approvedAt, timeZone })
    const sentOn = wrong.releasedAt.toZonedDateTimeISO(timeZone).toPlainDate()
    const contents = contentsByLocale(revision.contents).map(({ locale, content }) => {
      const cited = factIdsOf(content)
      const draft = draftCorrection(content, {
        words: phrase(locale, { title: content.title, sentOn }),
        facts: facts.filter(({ before }) => cited.includes(before.id)),
        locale,
        today: world.now().toZonedDateTimeISO(timeZone).toPlainDate(),
      })
      return [locale, draft] as const
    })
    return beginCampaign(world, transaction, {
      author: member,
      takesNext: true,
      campaign: {
        name: `${contents[0]?.[1].title ?? ''}: ${wrong.name}`,
        slug: `${wrong.slug}-correction`,
        kind: 'correction',
        occursOn: null,
        issueId: wrong.issueId,
        corrects: wrong.id,
        words: {
          contents: Object.fromEntries(contents),
          audience: audienceRuleSchema.parse({ received: wrong.id }),
          fallbackLocale: revision.fallbackLocale,
        },
      },
    })
  })
}

async function findApproved(
  executor: Executor,
  { approvalId }: Pick<Campaign, 'approvalId'>,
): Promise<{ revision: CampaignRevision; approvedAt: Temporal.Instant }> {
  const approval = approvalId === null ? undefined : await findApprovalById(executor, approvalId)
  const revision = approval && (await findRevision(executor, approval.revisionId))
  if (!approval || !revision) throw new Error('A released campaign has lost its approval.')
  return { revision, approvedAt: approval.approvedAt }
}

/** The facts of a letter whose statement is another than when it was approved, or that are out of use. */
async function listCorrected(
  executor: Executor,
  { revision, approvedAt, timeZone }: { revision: CampaignRevision; approvedAt: Temporal.Instant; timeZone: string },
): Promise<CorrectedFact[]> {
  const ids = factIdsIn(revision.contents)
  const changes = new Map((await findFirstChangesAfter(executor, ids, approvedAt)).map((row) => [row.factId, row]))
  return (await findKeptFacts(executor, ids)).flatMap(({ id, fact, retiredAt }): CorrectedFact[] => {
    const change = changes.get(id)
    const isSaidAnew = locales.some((locale) => change?.before?.statement[locale] !== fact.statement[locale])
    if (!retiredAt && !(change && isSaidAnew)) return []
    const at = change?.changedAt ?? retiredAt
    if (!at) return []
    const changedOn = at.toZonedDateTimeISO(timeZone).toPlainDate()
    return [{ before: change?.before ?? fact, after: retiredAt ? null : fact, changedOn }]
  })
}
