import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { countReached, listAudience } from '#database/audience-queries'
import { insertSubscribers, insertSubscriberTopics } from '#database/subscriber-queries'
import { insertCampaign, insertRelease } from '#database/campaign-queries'
import { deliveries, deliveryBatches, suppressions, topics as topicRows } from '#database/tables'
import { isInAudience, type AudienceMember, type AudienceRule } from '#domain/audience'
import { cadences } from '#domain/cadence'
import { wishAgainst, type Occasion, type ReadingWish } from '#domain/reading-wish'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let sent: Record<'first' | 'second', { campaignId: string; releaseId: string }>

beforeAll(async () => {
  testWorld = await createTestWorld()
  sent = { first: await addLetter('first'), second: await addLetter('second') }
  return testWorld.close
})

async function addLetter(slug: string): Promise<{ campaignId: string; releaseId: string }> {
  const { world } = testWorld
  const [campaignId, releaseId] = [world.newId(), world.newId()]
  const code = world.letterCodes.codeFor(campaignId)
  await insertCampaign(world.database, {
    id: campaignId,
    name: slug,
    slug,
    kind: 'observance',
    code,
    createdAt: world.now(),
  })
  await insertRelease(world.database, { id: releaseId, campaignId, timeZone: '*', dueAt: world.now() })
  return { campaignId, releaseId }
}

/** Writes down what became of a letter for a reader, in a batch of its own. */
async function addDelivery(subscriberId: string, slug: 'first' | 'second', became: Became): Promise<void> {
  const { world } = testWorld
  const batchId = world.newId()
  const at = (isSo: boolean) => (isSo ? world.now() : null)
  await world.database
    .insert(deliveryBatches)
    .values({ id: batchId, ...sent[slug], size: 1, firstAttemptAt: at(became.isAttempted) })
  await world.database.insert(deliveries).values({
    campaignId: sent[slug].campaignId,
    subscriberId,
    batchId,
    position: 0,
    droppedAt: at(became.isDropped),
    failedAt: at(became.isFailed),
    deliveredAt: at(became.isDelivered),
  })
}

const topics = ['days-of-remembrance', 'un-watch', 'starting-over', 'take-action']
const zones = ['Asia/Seoul', 'Europe/London', 'America/New_York']

const days = ['river-day', 'bread-day', 'school-day']

/** What became of a letter for one reader. */
const letter = fc.record({
  isAttempted: fc.boolean(),
  isDropped: fc.boolean(),
  isFailed: fc.boolean(),
  isDelivered: fc.boolean(),
})

type Became = typeof letter extends fc.Arbitrary<infer Value> ? Value : never

const member = fc.record({
  hasEnded: fc.boolean(),
  isSuppressed: fc.boolean(),
  isLifted: fc.boolean(),
  locale: fc.constantFrom('en' as const, 'ko' as const),
  timeZone: fc.option(fc.constantFrom(...zones)),
  topics: fc.subarray(topics),
  letters: fc.record({ first: fc.option(letter), second: fc.option(letter) }),
  cadence: fc.constantFrom(...cadences),
  chosenDays: fc.subarray(days),
  quietDays: fc.subarray(days),
  pausedForMinutes: fc.option(fc.integer({ min: -2, max: 2 })),
})

const occasion = fc.record({
  observanceId: fc.option(fc.constantFrom(...days)),
  isCorrection: fc.boolean(),
  quietNow: fc.subarray(days, { maxLength: 1 }),
})

/** What a rule asks for; of a letter that was sent, which of the two. */
const rule = fc.record({
  topics: fc.subarray(topics),
  exceptTopics: fc.subarray(topics, { maxLength: 2 }),
  locales: fc.subarray(['en', 'ko'] as const),
  timeZones: fc.subarray(zones),
  letter: fc.option(fc.constantFrom('first' as const, 'second' as const), { freq: 2 }),
  wants: fc.constantFrom('received' as const, 'notReceived' as const),
})

function countedReasons(counts: readonly { heldBack: string | null; count: number }[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { heldBack, count } of counts) sums[heldBack ?? 'reached'] = (sums[heldBack ?? 'reached'] ?? 0) + count
  return sums
}

test('the audience in SQL is the audience of the rules, for random rules and random subscribers', async () => {
  const { world } = testWorld
  expect((await world.database.select().from(topicRows)).map(({ id }) => id)).toEqual(expect.arrayContaining(topics))
  const people = new Map<string, AudienceMember & ReadingWish>()
  const seen = { reached: 0, passedOver: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 20, maxLength: 40 }),
      fc.array(fc.tuple(rule, occasion), { minLength: 1, maxLength: 5 }),
      async (members, rules) => {
        for (const { pausedForMinutes, ...person } of members) {
          const id = world.newId()
          const pausedUntil = pausedForMinutes === null ? null : world.now().add({ minutes: pausedForMinutes })
          const hash = Buffer.from(id)
          await insertSubscribers(world.database, [
            {
              id,
              emailIndex: hash,
              emailSealed: hash,
              suppressionHash: hash,
              locale: person.locale,
              timeZone: person.timeZone,
              confirmedAt: world.now(),
              endedAt: person.hasEnded ? world.now() : null,
              cadence: person.cadence,
              chosenDays: person.chosenDays,
              quietDays: person.quietDays,
              pausedUntil,
            },
          ])
          await insertSubscriberTopics(
            world.database,
            person.topics.map((topicId) => ({ subscriberId: id, topicId })),
          )
          if (person.isSuppressed) {
            await world.database.insert(suppressions).values({
              addressHash: hash,
              reason: 'bounced',
              suppressedAt: world.now(),
              liftedAt: person.isLifted ? world.now() : null,
            })
          }
          const received: string[] = []
          for (const slug of ['first', 'second'] as const) {
            const became = person.letters[slug]
            if (!became) continue
            await addDelivery(id, slug, became)
            const hasLeft = became.isAttempted && !became.isDropped && (!became.isFailed || became.isDelivered)
            if (hasLeft) received.push(sent[slug].campaignId)
          }
          people.set(id, {
            ...person,
            pausedUntil,
            received,
            confirmedAt: world.now(),
            endedAt: person.hasEnded ? world.now() : null,
            isSuppressed: person.isSuppressed && !person.isLifted,
          })
        }
        for (const [{ letter: slug, wants, ...lists }, circumstances] of rules) {
          const leaving: Occasion = { ...circumstances, now: world.now() }
          const each: AudienceRule = slug === null ? lists : { ...lists, [wants]: sent[slug].campaignId }
          const meant = [...people].filter(([, person]) => isInAudience(each, person))
          const reasons = meant.map(([id, person]) => ({ id, heldBack: wishAgainst(person, leaving) }))
          const expected = reasons.filter(({ heldBack }) => heldBack === null).map(({ id }) => id)
          expect(await listAudience(world.database, each, leaving)).toEqual(expected.toSorted())
          expect(countedReasons(await countReached(world.database, each, leaving))).toEqual(
            countedReasons(reasons.map(({ heldBack }) => ({ heldBack, count: 1 }))),
          )
          seen.reached += expected.length
          seen.passedOver += people.size - expected.length
        }
      },
    ),
    { numRuns: 15 },
  )
  // Some 20 to 40 people more in each round: far below what even an unlucky run sees, and far above nothing.
  expect(seen.reached).toBeGreaterThan(20)
  expect(seen.passedOver).toBeGreaterThan(20)
})
