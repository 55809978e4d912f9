import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { listAudience } from '#database/audience-queries'
import { insertSubscribers, insertSubscriberTopics } from '#database/subscriber-queries'
import { suppressions, topics as topicRows } from '#database/tables'
import { isInAudience, type AudienceMember, type AudienceRule } from '#domain/audience'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld()
  return testWorld.close
})

const topics = ['days-of-remembrance', 'un-watch', 'starting-over', 'take-action']
const zones = ['Asia/Seoul', 'Europe/London', 'America/New_York']

const member = fc.record({
  hasEnded: fc.boolean(),
  isSuppressed: fc.boolean(),
  isLifted: fc.boolean(),
  locale: fc.constantFrom('en' as const, 'ko' as const),
  timeZone: fc.option(fc.constantFrom(...zones)),
  topics: fc.subarray(topics),
})

const rule: fc.Arbitrary<AudienceRule> = fc.record({
  topics: fc.subarray(topics),
  exceptTopics: fc.subarray(topics, { maxLength: 2 }),
  locales: fc.subarray(['en', 'ko'] as const),
  timeZones: fc.subarray(zones),
})

test('the audience in SQL is the audience of the rules, for random rules and random subscribers', async () => {
  const { world } = testWorld
  expect((await world.database.select().from(topicRows)).map(({ id }) => id)).toEqual(expect.arrayContaining(topics))
  const people = new Map<string, AudienceMember>()
  const seen = { reached: 0, passedOver: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 20, maxLength: 40 }),
      fc.array(rule, { minLength: 1, maxLength: 5 }),
      async (members, rules) => {
        for (const person of members) {
          const id = world.newId()
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
          people.set(id, {
            ...person,
            confirmedAt: world.now(),
            endedAt: person.hasEnded ? world.now() : null,
            isSuppressed: person.isSuppressed && !person.isLifted,
          })
        }
        for (const each of rules) {
          const expected = [...people].filter(([, person]) => isInAudience(each, person)).map(([id]) => id)
          expect(await listAudience(world.database, each)).toEqual(expected.toSorted())
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
