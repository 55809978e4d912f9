import { findSentLetter } from '#database/letter-queries'
import { isShown } from '#domain/archive'
import type { LetterEvent } from '#domain/letter-event'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** What a calendar needs of the event that a letter invites to. */
export type SentEvent = {
  readonly slug: string
  readonly event: LetterEvent
  /** When the letter first left; the event has not changed since. */
  readonly sentAt: Temporal.Instant
}

/**
 * The event of a letter that can be seen; of any other nobody may know.
 * @throws Refusal `not-found`, `letter-taken-down`
 */
export async function readLetterEvent(world: World, { slug }: { slug: string }): Promise<SentEvent> {
  const campaign = (await findSentLetter(world.database, { slug }))?.campaign
  if (campaign?.takenDownAt) throw new Refusal('letter-taken-down')
  if (!campaign?.event || !campaign.releasedAt || !isShown(campaign)) throw new Refusal('not-found')
  return { slug, event: campaign.event, sentAt: campaign.releasedAt }
}
