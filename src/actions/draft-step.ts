import type { Executor } from '#database/database'
import { findEntry, listEntries, readSingleEntry } from '#database/library-queries'
import { audienceRuleSchema } from '#domain/audience'
import { draftLetter, type DraftIngredients } from '#domain/draft-letter'
import { nameDraft } from '#domain/draft-name'
import type { LetterStep } from '#domain/playbook'
import type { StaffMember } from '#domain/staff'
import { beginCampaign } from './begin-campaign.ts'
import { scheduleStep } from './read-calendar.ts'
import { tieDraft, type StepToDraft } from './tie-draft.ts'
import type { World } from './world.ts'

/**
 * Makes the draft of a step as its playbook has it, ties it to the step and proposes when it leaves. No fact of it is
 * acknowledged, and nothing of it is approved: both are for people.
 * @param author who asks for it and so can never approve it; null where planning does
 * @param homeZone the zone of the organisation
 * @throws Refusal `draft-exists` where the step has a draft, also one that somebody else makes at this moment
 */
export async function draftStep(
  world: World,
  executor: Executor,
  { toDraft, author, homeZone }: { toDraft: StepToDraft; author: StaffMember | null; homeZone: string },
): Promise<{ campaignId: string }> {
  const { observance, occurrence, step } = toDraft
  const { campaignId } = await beginCampaign(world, executor, {
    author,
    takesNext: true,
    campaign: {
      ...nameDraft(observance, occurrence, step),
      kind: step.template,
      occursOn: occurrence.startsOn,
      issueId: step.issue,
      schedule: scheduleStep(toDraft, homeZone),
      words: {
        contents: draftLetter({ step, observance, ...(await readIngredients(executor, step)) }),
        audience: audienceRuleSchema.parse({ topics: step.audienceTopics }),
      },
    },
  })
  await tieDraft(executor, campaignId, toDraft)
  return { campaignId }
}

async function readIngredients(
  executor: Executor,
  { issue: issueId }: LetterStep,
): Promise<Omit<DraftIngredients, 'step' | 'observance'>> {
  const issue = await findEntry(executor, 'issue', issueId)
  if (!issue) throw new Error(`The library has no issue ${issueId}, which a playbook names.`)
  const letters = await listEntries(executor, 'letter', { withRetired: true })
  const { links } = await readSingleEntry(executor, 'cause')
  return {
    issue: issue.entry,
    letters: new Map(letters.map(({ id, entry }) => [id, entry])),
    purposeWords: await readSingleEntry(executor, 'purpose-words'),
    links,
  }
}
