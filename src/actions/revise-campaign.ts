import { findCampaign, insertRevision, updateCampaign } from '#database/campaign-queries'
import { findTopics } from '#database/topic-queries'
import type { AudienceRule } from '#domain/audience'
import { requireEditable } from '#domain/campaign'
import type { LetterContents, TranslatedPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { changedParts, keepInStep } from '#domain/translation'
import { lockCampaignState } from './campaign-state.ts'
import { hashContents } from './hash-contents.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireCitable } from './require-citable.ts'
import type { World } from './world.ts'

/** What an editor saves. */
export type RevisionInput = {
  /** The number of the revision that was edited; 0 for the first. */
  readonly basedOn: number
  readonly contents: LetterContents
  readonly audience: AudienceRule
  readonly fallbackLocale: Locale | null
  readonly acknowledgedFacts: readonly string[]
  /** What else of the check is let stand, by the names that it gives. */
  readonly acknowledgedFindings?: readonly string[]
  /**
   * The parts of translations that follow their source as both are now, although the source changed after them. Left out,
   * what was said before holds on for parts that change in no language.
   */
  readonly inStep?: readonly TranslatedPart[] | undefined
}

/**
 * Saves what a campaign says and to whom, as a new revision. The campaign is a draft again: whoever had submitted or
 * approved it saw something else.
 * @throws Refusal `revision-outdated` when somebody saved in between, `language-missing` for a part in step of a language
 * that the letter has not, `fact-unknown`, `fact-retired`, `topic-unknown`,
 * `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function reviseCampaign(
  world: World,
  { member, campaignId, revision }: { member: StaffMember; campaignId: string; revision: RevisionInput },
): Promise<{ number: number }> {
  requirePermission(member, 'write-campaign')
  requireLanguages(revision)
  await requireCitable(world.database, revision.contents)
  await requireKnownTopics(world, revision.audience)
  await requireReleased(world, revision.audience)
  return world.database.transaction(async (transaction) => {
    const { campaign, facts, revision: latest } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    const latestNumber = latest?.number ?? 0
    if (revision.basedOn !== latestNumber)
      throw new Refusal('revision-outdated', { field: 'basedOn', value: latestNumber })
    const { contents, audience, fallbackLocale, acknowledgedFacts, acknowledgedFindings = [] } = revision
    const number = latestNumber + 1
    const inStep = revision.inStep ?? (latest ? keepInStep(latest.inStep, changedParts(latest.contents, contents)) : [])
    await insertRevision(transaction, {
      id: world.newId(),
      campaignId,
      number,
      contents,
      audience,
      fallbackLocale,
      acknowledgedFacts: [...acknowledgedFacts],
      acknowledgedFindings: [...acknowledgedFindings],
      inStep,
      authorId: member.id,
      contentHash: hashContents(world, campaign, contents),
      createdAt: world.now(),
    })
    await updateCampaign(transaction, campaignId, { submittedAt: null, submittedBy: null })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-revised',
      subject: campaignId,
      detail: { number, acknowledged: acknowledgedFacts.length + acknowledgedFindings.length },
    })
    return { number }
  })
}

function requireLanguages({ contents, inStep = [] }: RevisionInput): void {
  const missing = inStep.find(({ locale }) => contents[locale] === undefined)
  if (missing) throw new Refusal('language-missing', { field: 'inStep', language: missing.locale })
}

async function requireKnownTopics(world: World, { topics, exceptTopics }: AudienceRule): Promise<void> {
  const ids = [...topics, ...exceptTopics]
  const known = new Set((await findTopics(world.database, ids)).map(({ id }) => id))
  if (ids.some((id) => !known.has(id))) throw new Refusal('topic-unknown', { field: 'audience.topics' })
}

// Nobody has received what has not left.
async function requireReleased(world: World, audience: AudienceRule): Promise<void> {
  for (const field of ['received', 'notReceived'] as const) {
    const id = audience[field]
    if (id !== undefined && !(await findCampaign(world.database, id))?.releasedAt)
      throw new Refusal('campaign-not-released', { field: `audience.${field}` })
  }
}
