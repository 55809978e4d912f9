import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readInboundRecipient } from '#actions/read-inbound-recipient'
import { receiveInboundMail, type InboundOutcome } from '#actions/receive-inbound-mail'
import type { World } from '#actions/world'
import { findSubscriber } from '#database/subscriber-queries'
import { consentEvents, providerEvents } from '#database/tables'
import { bounceAddress } from '#domain/inbound-address'
import { readInboundMail, type InboundMail } from '#mail/inbound-mail'
import { assembleTeam } from '../support/campaigns.ts'
import {
  addReaderWithLetter,
  buildInboundMail,
  hasLeft,
  inboundDomain,
  inboundFixture,
  type LetterMarks,
  type MarkedReader,
} from '../support/inbound-mail.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let reader: MarkedReader

beforeAll(async () => {
  testWorld = await createTestWorld()
  world = { ...testWorld.world, inboundDomain }
  await assembleTeam(world)
  return testWorld.close
})

beforeEach(async () => {
  await testWorld.testDatabase.pool.query('delete from provider_events')
  reader = await addReaderWithLetter(world)
})

/** Null where the address takes no mail. */
async function deliver(address: string, mail: InboundMail): Promise<InboundOutcome[] | null> {
  const recipient = readInboundRecipient(world, address)
  return recipient && receiveInboundMail(world, { recipient, mail })
}

async function deliverFixture(name: string, address: string, marks: LetterMarks = reader) {
  return deliver(address, await readInboundMail(await inboundFixture(name, marks)))
}

const events = () => world.database.select().from(providerEvents)
const complaints = `complaints@${inboundDomain}`
const leaving = `unsubscribe@${inboundDomain}`

describe('a delivery report', () => {
  test('becomes an event of the letter to whose address it came', async () => {
    expect(await deliverFixture('dsn-postfix', bounceAddress(reader.reference, inboundDomain))).toEqual(['bounced'])
    expect(await events()).toMatchObject([
      { provider: 'smtp', kind: 'bounced', bounceKind: 'hard', reference: reader.reference, appliedAt: null },
    ])
    expect((await events())[0]?.occurredAt.toString()).toBe('2026-05-13T02:59:41Z')
  })

  test('counts once, however often it comes and however a server spells the address', async () => {
    const address = bounceAddress(reader.reference, inboundDomain)
    await Promise.all([1, 2, 3].map(() => deliverFixture('dsn-postfix', address)))
    await deliverFixture('dsn-exim', address.toUpperCase())
    expect(await events()).toHaveLength(1)
    await deliverFixture('dsn-postfix-delayed', address)
    await deliverFixture('dsn-postfix-full', address)
    const known = (await events()).map(({ kind, bounceKind }) => `${kind} ${bounceKind ?? ''}`.trim())
    expect(new Set(known)).toEqual(new Set(['bounced hard', 'bounced soft', 'delayed']))
    expect(known).toHaveLength(3)
  })

  test.for([
    ['in the future', { minutes: 5 }],
    ['weeks ago', { hours: -8 * 24 }],
  ] as const)('that says it was written %s is dated by its arrival', async ([, distance]) => {
    const mail = buildInboundMail({
      writtenAt: world.now().add(distance),
      statuses: [{ action: 'failed', status: '5.1.1', replyCode: null }],
    })
    await deliver(bounceAddress(reader.reference, inboundDomain), mail)
    expect((await events())[0]?.occurredAt.toString()).toBe(world.now().toString())
  })

  test.for(['auto-vacation', 'auto-vacation-unmarked', 'auto-receipt', 'unsubscribe-plain'])(
    'is not what %s is, even where bounces arrive',
    async (name) => {
      expect(await deliverFixture(name, bounceAddress(reader.reference, inboundDomain))).toEqual([])
      expect(await events()).toEqual([])
      expect(await hasLeft(world, reader)).toBe(false)
    },
  )

  test('at another address than that of a letter reports nothing', async () => {
    expect(await deliverFixture('dsn-postfix', complaints)).toEqual([])
    expect(await deliverFixture('dsn-two-mailboxes', leaving)).toEqual([])
    expect(await events()).toEqual([])
  })
})

describe('a complaint', () => {
  test.for(['arf-generic', 'arf-yahoo', 'complaint-jmrp'])('in the form %s is told by its letter', async (name) => {
    expect(await deliverFixture(name, complaints)).toEqual(['complained'])
    expect(await events()).toMatchObject([{ kind: 'complained', bounceKind: null, reference: reader.reference }])
    expect(await hasLeft(world, reader)).toBe(false)
  })

  test('counts where bounces arrive as well, since some send it to the sender of the letter', async () => {
    expect(await deliverFixture('arf-generic', bounceAddress(reader.reference, inboundDomain))).toEqual(['complained'])
  })

  test('about a letter that has no reference of ours ends the subscription that its link names', async () => {
    expect(await deliverFixture('arf-by-link-only', complaints)).toEqual(['unsubscribed'])
    expect(await hasLeft(world, reader)).toBe(true)
    expect(await events()).toEqual([])
    expect(await sourcesOf(reader.campaignId)).toEqual(['complaint'])
  })

  test('that asks for no more is a reader who leaves', async () => {
    expect(await deliverFixture('arf-opt-out', complaints)).toEqual(['unsubscribed'])
    expect(await hasLeft(world, reader)).toBe(true)
    expect(await sourcesOf(reader.campaignId)).toEqual(['opt-out-report'])
    const withoutLink = buildInboundMail({
      feedback: 'opt-out',
      letter: { references: [reader.reference], tokens: [] },
    })
    expect(await deliver(complaints, withoutLink)).toEqual(['complained'])
  })

  test.for(['arf-not-spam', 'arf-fraud'])('is not what %s is', async (name) => {
    expect(await deliverFixture(name, complaints)).toEqual([])
    expect(await events()).toEqual([])
    expect(await hasLeft(world, reader)).toBe(false)
  })

  test('about no letter of ours is none', async () => {
    expect(await deliver(complaints, buildInboundMail({ feedback: 'abuse' }))).toEqual([])
    expect(await deliver(complaints, buildInboundMail())).toEqual([])
  })
})

describe('a mail by which somebody leaves', () => {
  test.for(['plain', 'folded', 'torn', 'encoded', 'undecoded', 'body', 'html'])(
    'ends the subscription at once, in the form unsubscribe-%s',
    async (form) => {
      expect(await deliverFixture(`unsubscribe-${form}`, leaving)).toEqual(['unsubscribed'])
      expect(await hasLeft(world, reader)).toBe(true)
      expect(await sourcesOf(reader.campaignId)).toEqual(['mailto'])
    },
  )

  test('changes nothing the second time, and nothing without a token of ours', async () => {
    await deliverFixture('unsubscribe-plain', leaving)
    const endedAt = (await findSubscriber(world.database, reader.id))?.endedAt
    testWorld.clock.advance({ hours: 1 })
    expect(await deliverFixture('unsubscribe-plain', leaving)).toEqual(['unsubscribed'])
    expect((await findSubscriber(world.database, reader.id))?.endedAt?.toString()).toBe(endedAt?.toString())
    expect(await sourcesOf(reader.campaignId)).toEqual(['mailto'])
    expect(await deliver(leaving, buildInboundMail({ tokens: ['A'.repeat(71)] }))).toEqual([])
  })

  test('reaches one reader, whatever else it quotes', async () => {
    const other = await addReaderWithLetter(world)
    const mail = buildInboundMail({ tokens: ['A'.repeat(71), reader.token, other.token] })
    expect(await deliver(leaving, mail)).toEqual(['unsubscribed'])
    expect([await hasLeft(world, reader), await hasLeft(world, other)]).toEqual([true, false])
  })
})

describe('whoever has one letter', () => {
  const names = ['dsn-postfix', 'bounce-qmail', 'arf-generic', 'complaint-jmrp', 'arf-opt-out', 'unsubscribe-plain']

  test('can report or remove nobody else, however they change what stands in it', async () => {
    const victim = await addReaderWithLetter(world)
    const forgeries = [
      { ...reader, reference: reader.reference.replace('-3-', '-4-') },
      { ...reader, reference: reader.reference.replace(reader.batchId.replaceAll('-', ''), hexOf(victim.batchId)) },
      { ...reader, reference: `${hexOf(victim.batchId)}-3-${'0'.repeat(16)}` },
    ]
    for (const forged of forgeries) {
      const marks = { reference: forged.reference, token: withLastIdOf(reader.token, victim.token) }
      expect(readInboundRecipient(world, bounceAddress(marks.reference, inboundDomain))).toBeNull()
      for (const name of names) {
        expect(await deliverFixture(name, complaints, marks)).toEqual([])
        expect(await deliverFixture(name, leaving, marks)).toEqual([])
      }
    }
    expect(await events()).toEqual([])
    expect(await hasLeft(world, victim)).toBe(false)
  })

  test('changes only their own when they name somebody else in a report', async () => {
    const victim = await addReaderWithLetter(world)
    const marks = { reference: victim.reference.replace(/-\w{16}$/, `-${'0'.repeat(16)}`), token: reader.token }
    for (const name of names) {
      await deliverFixture(name, bounceAddress(reader.reference, inboundDomain), marks)
      await deliverFixture(name, complaints, { ...marks, reference: reader.reference })
    }
    expect(new Set((await events()).map(({ reference }) => reference))).toEqual(new Set([reader.reference]))
    expect(await hasLeft(world, victim)).toBe(false)
  })
})

test('nothing is taken where no domain is set up for it', () => {
  const withoutDomain = { ...world, inboundDomain: null }
  expect(readInboundRecipient(withoutDomain, leaving)).toBeNull()
  expect(readInboundRecipient(withoutDomain, bounceAddress(reader.reference, inboundDomain))).toBeNull()
})

async function sourcesOf(campaignId: string): Promise<string[]> {
  const all = await world.database.select().from(consentEvents)
  return all.filter((event) => event.campaignId === campaignId).map(({ source }) => source)
}

function hexOf(uuid: string): string {
  return uuid.replaceAll('-', '')
}

/** A token of which the second half stood in another one: what somebody makes who hopes that parts can be exchanged. */
function withLastIdOf(own: string, others: string): string {
  return own.slice(0, 28) + others.slice(28)
}
