import { beginVisit } from '#actions/begin-visit'
import type { PreferencesInput } from '#actions/change-preferences'
import type { SendingWorld } from '#actions/world'
import { findSubscriber } from '#database/subscriber-queries'
import { createRecordingMailer } from './recording-mailer.ts'
import type { TestWorld } from './world.ts'

/** The token of a link as it would be mailed to a reader now: `/preferences/<token>`. */
export async function linkOf(world: SendingWorld, subscriberId: string): Promise<string> {
  const subscriber = await findSubscriber(world.database, subscriberId)
  if (!subscriber?.emailSealed) throw new Error('Nobody can be mailed who has no address.')
  const place = { table: 'subscribers', column: 'email', id: subscriberId }
  const address = world.opener.open(place, subscriber.emailSealed)
  const visit = await beginVisit(world, { id: world.newId(), subscriber, address })
  if (!visit) throw new Error('Nobody has a link who has left.')
  return visit.token
}

/** The same in a world that has no mailer of its own. */
export function linkIn(testWorld: Pick<TestWorld, 'sendWith'>, subscriberId: string): Promise<string> {
  return linkOf(testWorld.sendWith(createRecordingMailer()), subscriberId)
}

/** What the form sends of a reader who has only ever chosen topics. */
export function buildChoices(
  overrides: Partial<Omit<PreferencesInput, 'token'>> = {},
): Omit<PreferencesInput, 'token'> {
  return {
    locale: 'en',
    topics: ['days-of-remembrance'],
    timeZone: '',
    cadence: 'every',
    chosenDays: [],
    quietDays: [],
    pausedUntil: '',
    isTextOnly: false,
    name: '',
    wantsNewPhrase: false,
    ...overrides,
  }
}
