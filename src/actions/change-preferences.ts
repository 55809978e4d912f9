import {
  changeSubscriber,
  lockSubscriber,
  readSubscriberTopics,
  replaceSubscriberTopics,
} from '#database/subscriber-queries'
import { findTopics } from '#database/topic-queries'
import { changeVisit } from '#database/visit-queries'
import type { Locale } from '#domain/locale'
import { readChoices, type TypedChoices } from '#domain/preferences'
import { Refusal } from '#domain/refusal'
import { chooseTopics } from '#domain/topic-choice'
import { openVisit, type VisitView } from './open-visit.ts'
import { readFallbackZone, readOffered } from './read-preferences.ts'
import type { World } from './world.ts'

/** What the form of preferences sends. */
export type PreferencesInput = TypedChoices & {
  readonly token: string
  readonly topics: readonly string[]
  /** Whether they want another phrase, because somebody may know theirs. */
  readonly wantsNewPhrase: boolean
}

/**
 * Saves a reader's choices; the next letter follows them. The link goes on to show what was just saved.
 * @throws Refusal `link-invalid`, `link-expired`; `topics-missing`, `topic-unknown` and what `readChoices` refuses, with
 * the field at fault
 */
export async function changePreferences(
  world: World,
  { token, topics, wantsNewPhrase, ...typed }: PreferencesInput,
): Promise<{ locale: Locale }> {
  const visit = await openVisit(world, token)
  const { subscriberId: id, visitId, secret } = visit
  const offered = await readOffered(world)
  const { name, ...choices } = readChoices(
    typed,
    { days: offered.days.map((day) => day.id), holidays: offered.holidays.map((day) => day.id) },
    { now: world.now(), fallbackZone: await readFallbackZone(world) },
  )
  const own = await readSubscriberTopics(world.database, id)
  const chosen = chooseTopics(topics, await findTopics(world.database, topics), { own })
  // A seed that nobody has seen: the words that follow from the id of a subscription are those it began with.
  const phrase = wantsNewPhrase ? world.phrases.phraseFor(world.newId(), choices.locale) : visit.phrase
  const seal = (column: string, text: string) => world.sealer.seal({ table: 'subscribers', column, id }, text)
  const view: VisitView = { address: visit.address, name, phrase }
  await world.database.transaction(async (transaction) => {
    const subscriber = await lockSubscriber(transaction, id)
    if (!subscriber || subscriber.endedAt) throw new Refusal('link-invalid')
    await changeSubscriber(transaction, id, {
      ...choices,
      nameSealed: name === null ? null : seal('name', name),
      ...(wantsNewPhrase && { phraseSealed: seal('phrase', phrase) }),
    })
    await replaceSubscriberTopics(transaction, id, chosen)
    await changeVisit(transaction, visitId, world.views.seal({ id: visitId, secret }, JSON.stringify(view)))
  })
  return { locale: choices.locale }
}
