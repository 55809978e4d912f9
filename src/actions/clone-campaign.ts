import { findApprovalById, findCampaign, findLatestRevision, findRevision } from '#database/campaign-queries'
import type { Campaign, CampaignRevision } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findFirstChangesAfter, findKeptFacts } from '#database/fact-queries'
import { findPlannedDraft, type PlannedDraft } from '#database/planning-queries'
import { flagFacts, type ClonedFact } from '#domain/cloned-fact'
import { isBefore, laterDay } from '#domain/day-span'
import { nameClone, type DraftName } from '#domain/draft-name'
import { factIdsIn } from '#domain/letter'
import { limits } from '#domain/limits'
import { isSure, occurrenceName, occurrencesIn } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { timeStep } from '#domain/step-timing'
import { beginCampaign, type CampaignBeginning } from './begin-campaign.ts'
import { findStep, readCalendar, scheduleStep } from './read-calendar.ts'
import { readOrganisation } from './read-organisation.ts'
import { tieDraft, untieDraft, type StepToDraft } from './tie-draft.ts'
import type { World } from './world.ts'

/** What the new campaign is to be called and about, where that does not follow from the old one. */
export type CloneWish = Partial<DraftName> & { readonly occursOn?: Temporal.PlainDate }

/**
 * Begins a campaign with the words and the audience of another one, such as last year's. The clone of a letter of a
 * playbook takes the place of that step in its next occurrence, unless another day is asked for; everything else is set
 * for the same day in this year or the next. What belonged to the old letter alone is left out: acknowledgements, the
 * event it invited to, its embargo.
 * @returns the campaign, and the facts in it that want looking at
 * @throws Refusal `role-missing`, `not-found`, `revision-missing`, `correction-not-cloned`, `step-unknown`,
 * `draft-exists`, `campaign-name-taken`
 */
export async function cloneCampaign(
  world: World,
  { member, campaignId, wish }: { member: StaffMember; campaignId: string; wish: CloneWish },
): Promise<{ campaignId: string; facts: ClonedFact[] }> {
  requirePermission(member, 'create-campaign')
  const { timeZone: homeZone } = await readOrganisation(world)
  const today = world.now().toZonedDateTimeISO(homeZone).toPlainDate()
  return world.database.transaction(async (transaction) => {
    const source = await findCampaign(transaction, campaignId)
    if (!source) throw new Refusal('not-found')
    if (source.kind === 'correction') throw new Refusal('correction-not-cloned')
    const revision = await findSentRevision(transaction, source)
    if (!revision) throw new Refusal('revision-missing')
    const draft = wish.occursOn === undefined ? await findPlannedDraft(transaction, campaignId) : undefined
    const target = draft && (await findNextStep(transaction, draft, today))
    if (target) await untieDraft(transaction, target)
    const { kind, issueId } = source
    const campaign: CampaignBeginning = {
      ...nameOf(source, wish, target?.occurrence.startsOn ?? dayOf(source, wish, today) ?? today),
      kind,
      issueId,
      occursOn: target?.occurrence.startsOn ?? dayOf(source, wish, today),
      words: withoutRecipients(revision),
      ...(target && { schedule: scheduleStep(target, homeZone) }),
    }
    const cloned = await beginCampaign(world, transaction, { author: member, campaign })
    if (target) await tieDraft(transaction, cloned.campaignId, target)
    return { ...cloned, facts: await findFlaggedFacts(transaction, revision, today) }
  })
}

/** What was sent, or what the campaign says now if it never was. */
async function findSentRevision(executor: Executor, source: Campaign): Promise<CampaignRevision | undefined> {
  const approval = source.approvalId === null ? undefined : await findApprovalById(executor, source.approvalId)
  return approval ? findRevision(executor, approval.revisionId) : findLatestRevision(executor, source.id)
}

/** The same step of the next occurrence for which it is not too late. */
async function findNextStep(
  executor: Executor,
  { observanceId, occurrence: last, offsetDays }: PlannedDraft,
  today: Temporal.PlainDate,
): Promise<StepToDraft> {
  const calendar = await readCalendar(executor)
  const observance = calendar.observances.find(({ id }) => id === observanceId)
  const span = { from: today.subtract({ days: 1 }), to: today.add({ years: limits.cloneYearsAhead }) }
  const next = observance
    ? occurrencesIn(observance, calendar.dates.get(observanceId) ?? [], span).find(
        (occurrence) =>
          occurrence.certainty !== 'cancelled' &&
          occurrenceName(observance.rule, occurrence.nominalDate) !== last &&
          !isBefore(timeStep(occurrence, { offsetDays }).lastDay, today),
      )
    : undefined
  const found = next && findStep(calendar, { observanceId, nominalDate: next.nominalDate, offsetDays })
  if (!found) throw new Refusal('step-unknown', { field: 'occursOn' })
  const { plannedFor } = timeStep(found.occurrence, { offsetDays })
  const isTentative = !isSure(found.occurrence.certainty)
  return { ...found, plannedFor, sendOn: laterDay(plannedFor, today), isTentative }
}

/** The day asked for, or that of the old letter in the year in which it comes next. */
function dayOf({ occursOn }: Campaign, wish: CloneWish, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (wish.occursOn) return wish.occursOn
  if (!occursOn) return null
  const thisYear = occursOn.with({ year: today.year })
  return isBefore(thisYear, today) ? occursOn.with({ year: today.year + 1 }) : thisYear
}

function nameOf(source: Campaign, wish: CloneWish, { year }: Temporal.PlainDate): DraftName {
  const { year: sourceYear } = source.occursOn ?? source.createdAt.toZonedDateTimeISO('UTC')
  const named = nameClone(source, sourceYear, year)
  return { name: wish.name ?? named.name, slug: wish.slug ?? named.slug }
}

// Whoever got a certain letter is a matter of that letter.
function withoutRecipients({
  contents,
  audience: { received: _, ...audience },
  fallbackLocale,
}: CampaignRevision): NonNullable<CampaignBeginning['words']> {
  return { contents, audience, fallbackLocale }
}

async function findFlaggedFacts(
  executor: Executor,
  { contents, createdAt }: CampaignRevision,
  today: Temporal.PlainDate,
): Promise<ClonedFact[]> {
  const cited = [...new Set(factIdsIn(contents))]
  const changes = await findFirstChangesAfter(executor, cited, createdAt)
  return flagFacts(cited, {
    ledger: await findKeptFacts(executor, cited),
    changed: new Set(changes.map(({ factId }) => factId)),
    today,
  })
}
