import type { Executor } from '#database/database'
import { refuseFor, weighFinding } from '#domain/finding'
import type { CompiledLetter } from '#domain/mail-template'
import type { CampaignState } from './campaign-state.ts'
import { inspectLetters } from './inspect-letters.ts'
import type { World } from './world.ts'

/**
 * Holds a campaign against everything that must be right before anyone may approve it, and renders its letters.
 * @throws Refusal naming the first thing to mend: `revision-missing`, `organisation-incomplete`, `schedule-missing` (or
 * a fault of the schedule), `date-tentative`, `draft-void`, `audience-empty`, `language-missing`, `fact-unknown`,
 * `fact-retired`, `letter-too-large`, `fact-unacknowledged`, or `check-failed` for what else the check found
 */
export async function prepareLetters(
  world: World,
  executor: Executor,
  state: CampaignState,
): Promise<readonly CompiledLetter[]> {
  const { refusals, found, letters } = await inspectLetters(world, executor, state)
  const [refusal] = refusals
  if (refusal) throw refusal
  const blocking = found
    .map((one) => weighFinding(one, acknowledgedIn(state)))
    .find(({ severity }) => severity === 'blocking')
  if (blocking) refuseFor(blocking)
  return letters
}

/** What the newest revision of a campaign lets stand. */
export function acknowledgedIn({ revision }: Pick<CampaignState, 'revision'>): {
  readonly findings: readonly string[]
  readonly facts: readonly string[]
} {
  return { findings: revision?.acknowledgedFindings ?? [], facts: revision?.acknowledgedFacts ?? [] }
}
