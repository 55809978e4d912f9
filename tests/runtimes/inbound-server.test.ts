import { createTransport } from 'nodemailer'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#actions/world'
import { openDatabase } from '#database/database'
import { providerEvents } from '#database/tables'
import { bounceAddress, unsubscribeAddress } from '#domain/inbound-address'
import { limits } from '#domain/limits'
import { startInboundServer, type InboundServer } from '#runtimes/inbound-server'
import { createLogger } from '#runtimes/logger'
import { assembleTeam } from '../support/campaigns.ts'
import { canaries, findCanaries } from '../support/canaries.ts'
import {
  addReaderWithLetter,
  hasLeft,
  inboundDomain,
  inboundFixture,
  type MarkedReader,
} from '../support/inbound-mail.ts'
import { untilBlocked } from '../support/locks.ts'
import { talkTo } from '../support/mail-conversation.ts'
import { waitFor } from '../support/wait.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let logged: string
let marks: MarkedReader
let servers: InboundServer[]

beforeAll(async () => {
  testWorld = await createTestWorld()
  world = { ...testWorld.world, inboundDomain }
  await assembleTeam(world)
  return testWorld.close
})

beforeEach(async () => {
  await testWorld.testDatabase.pool.query('delete from provider_events')
  marks = await addReaderWithLetter(world)
  logged = ''
  servers = []
})

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()))
})

async function start(protocol: 'lmtp' | 'smtp', where: World = world): Promise<number> {
  const log = createLogger('trace', 'test', { write: (line) => void (logged += line) })
  const server = await startInboundServer({ world: where, log }, { protocol, host: '127.0.0.1', port: 0 })
  servers.push(server)
  return server.port
}

/** Hands a message over as a mail server does. */
async function send(protocol: 'lmtp' | 'smtp', port: number, to: string[], raw: Buffer) {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: protocol === 'lmtp', ignoreTLS: true })
  try {
    return await transport.sendMail({ envelope: { from: '', to }, raw })
  } finally {
    transport.close()
  }
}

const events = () => world.database.select().from(providerEvents)
const linesOfLog = () =>
  logged
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe.each(['lmtp', 'smtp'] as const)('by %s', (protocol) => {
  test('a bounce is taken, and a reader leaves', async () => {
    const port = await start(protocol)
    await send(protocol, port, [bounceAddress(marks.reference, inboundDomain)], await inboundFixture('dsn-exim', marks))
    expect(await events()).toMatchObject([{ kind: 'bounced', bounceKind: 'hard', reference: marks.reference }])
    await send(protocol, port, [unsubscribeAddress(inboundDomain)], await inboundFixture('unsubscribe-plain', marks))
    expect(await hasLeft(world, marks)).toBe(true)
  })

  test('a recipient that is none of ours is refused before the message', async () => {
    await using client = await talkTo(await start(protocol))
    expect(client.greeting).toMatch(
      new RegExp(`^220 in\\.news\\.example\\.org ${protocol === 'lmtp' ? 'LMTP' : 'ESMTP'}`),
    )
    await client.say(protocol === 'lmtp' ? 'LHLO mx.readers.example' : 'EHLO mx.readers.example')
    await client.say('MAIL FROM:<>')
    for (const address of [
      `minji@${inboundDomain}`,
      'unsubscribe@news.example.org',
      bounceAddress(
        marks.reference.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
        inboundDomain,
      ),
    ]) {
      expect(await client.say(`RCPT TO:<${address}>`)).toEqual(['550 5.1.1 No such address here.'])
    }
    expect(await client.say('DATA')).toEqual([expect.stringMatching(/^503 /)])
  })

  test('while the database is away, every recipient is asked to come again', async () => {
    await using away = openDatabase('postgres://nobody@127.0.0.1:1/away')
    await using client = await talkTo(await start(protocol, { ...world, database: away.database }))
    await client.say(protocol === 'lmtp' ? 'LHLO mx.readers.example' : 'EHLO mx.readers.example')
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${bounceAddress(marks.reference, inboundDomain)}>`)
    await client.say(`RCPT TO:<${unsubscribeAddress(inboundDomain)}>`)
    await client.say('DATA')
    const replies = protocol === 'lmtp' ? 2 : 1
    const message = Buffer.concat([await inboundFixture('dsn-postfix', marks), Buffer.from('.\r\n')])
    const answers = await client.say(message, replies)
    const [first] = answers
    expect(first).toBe('451 4.3.0 Not now. Please try again later.')
    expect(linesOfLog()).toHaveLength(2)
    expect(logged).toContain('ECONNREFUSED')
  })

  test('a message that is too large is refused, and the connection goes on', async () => {
    await using client = await talkTo(await start(protocol))
    await client.say(protocol === 'lmtp' ? 'LHLO mx.readers.example' : 'EHLO mx.readers.example')
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${unsubscribeAddress(inboundDomain)}>`)
    await client.say('DATA')
    const huge = Buffer.from(`${'x'.repeat(998)}\r\n`.repeat(Math.ceil(limits.inboundMailBytesMax / 1000) + 1))
    const [answer] = await client.say(Buffer.concat([huge, Buffer.from('.\r\n')]))
    expect(answer).toMatch(/^552 5\.3\.4 /)
    expect(await client.say(`MAIL FROM:<> SIZE=${limits.inboundMailBytesMax + 1}`)).toEqual([
      expect.stringMatching(/^552 /),
    ])
    expect(await client.say('NOOP')).toEqual([expect.stringMatching(/^250 /)])
    expect(linesOfLog()).toMatchObject([{ outcomes: ['too-large'] }])
  })
})

test('by lmtp each recipient has an answer of its own', async () => {
  await using client = await talkTo(await start('lmtp'))
  await client.say('LHLO mx.readers.example')
  await client.say('MAIL FROM:<>')
  await client.say(`RCPT TO:<${bounceAddress(marks.reference, inboundDomain)}>`)
  await client.say(`RCPT TO:<complaints@${inboundDomain}>`)
  await client.say('DATA')
  const message = Buffer.concat([await inboundFixture('arf-generic', marks), Buffer.from('.\r\n')])
  expect(await client.say(message, 2)).toEqual(['250 2.6.0 Taken.', '250 2.6.0 Taken.'])
  expect(await events()).toHaveLength(1)
})

test('nothing is answered before what the message reports is committed', async () => {
  const port = await start('lmtp')
  const stored = await holdEvents()
  let isAnswered = false
  const sent = send(
    'lmtp',
    port,
    [bounceAddress(marks.reference, inboundDomain)],
    await inboundFixture('dsn-gmail', marks),
  )
  void sent.finally(() => (isAnswered = true))
  await untilBlocked(testWorld.testDatabase.pool)
  expect(isAnswered).toBe(false)
  await stored.letGo()
  await sent
  expect(await events()).toHaveLength(1)
})

test('a client that breaks off in the middle leaves nothing behind, and others are served', async () => {
  const port = await start('lmtp')
  const client = await talkTo(port)
  await client.say('LHLO mx.readers.example')
  await client.say('MAIL FROM:<>')
  await client.say(`RCPT TO:<${unsubscribeAddress(inboundDomain)}>`)
  await client.say('DATA')
  const message = await inboundFixture('unsubscribe-plain', marks)
  void client.say(message.subarray(0, message.length - 40)).catch(() => null)
  client.breakOff()
  await send('lmtp', port, [bounceAddress(marks.reference, inboundDomain)], await inboundFixture('dsn-naver', marks))
  expect(await hasLeft(world, marks)).toBe(false)
  expect(await events()).toHaveLength(1)
})

test('it offers neither sign-in nor TLS, and takes no more than a few clients at once', async () => {
  const port = await start('smtp')
  const clients = await Promise.all(Array.from({ length: 20 }, () => talkTo(port)))
  const [ehlo] = (await clients[0]?.say('EHLO mx.readers.example')) ?? []
  expect(ehlo).toMatch(/ENHANCEDSTATUSCODES/)
  expect(ehlo).not.toMatch(/AUTH|STARTTLS/)
  const oneMore = await talkTo(port)
  expect(oneMore.greeting).toMatch(/^421 /)
  for (const client of clients) client.breakOff()
  await waitFor('a place to be free', async () => {
    await using client = await talkTo(port)
    return client.greeting.startsWith('220')
  })
})

test('the log tells the kind of each mail, and nothing that any of them says', async () => {
  const port = await start('lmtp')
  const leaks = (mail: Buffer): Buffer =>
    Buffer.from(mail.toString().replaceAll('minji@readers.example', canaries.addresses[0]))
  const told = leaks(await inboundFixture('dsn-postfix', marks))
  await send('lmtp', port, [bounceAddress(marks.reference, inboundDomain)], told)
  await send('lmtp', port, [`complaints@${inboundDomain}`], leaks(await inboundFixture('complaint-jmrp', marks)))
  await send('lmtp', port, [unsubscribeAddress(inboundDomain)], leaks(await inboundFixture('unsubscribe-body', marks)))
  await send('lmtp', port, [unsubscribeAddress(inboundDomain)], leaks(await inboundFixture('auto-vacation', marks)))
  const lines = linesOfLog()
  expect(lines.map(({ purpose, outcomes }) => ({ purpose, outcomes }))).toEqual([
    { purpose: 'bounce', outcomes: ['bounced'] },
    { purpose: 'complaint', outcomes: ['complained'] },
    { purpose: 'unsubscribe', outcomes: ['unsubscribed'] },
    { purpose: 'unsubscribe', outcomes: [] },
  ])
  expect(lines.flatMap((line) => Object.keys(line))).not.toContain('recipient')
  expect(findCanaries(logged)).toEqual([])
  for (const secret of [marks.reference, marks.token, 'Defectors', 'readers.example'])
    expect(logged).not.toContain(secret)
  const rows = await testWorld.testDatabase.pool.query('select provider_events::text as row from provider_events')
  expect(rows.rowCount).toBe(2)
  expect(findCanaries(JSON.stringify(rows.rows))).toEqual([])
})

test('it stops when it is told to, and lets what was begun end', async () => {
  const port = await start('lmtp')
  const stored = await holdEvents()
  const sent = send(
    'lmtp',
    port,
    [bounceAddress(marks.reference, inboundDomain)],
    await inboundFixture('dsn-daum', marks),
  )
  await untilBlocked(testWorld.testDatabase.pool)
  const stopped = servers.pop()?.stop()
  await expect(talkTo(port)).rejects.toThrow('hung up')
  await stored.letGo()
  await sent
  await stopped
  expect(await events()).toMatchObject([{ kind: 'bounced', bounceKind: 'soft' }])
})

/** Keeps every other transaction from storing an event. */
async function holdEvents() {
  const holder = await testWorld.testDatabase.pool.connect()
  await holder.query('begin')
  await holder.query('lock table provider_events in access exclusive mode')
  return {
    async letGo() {
      await holder.query('rollback')
      holder.release()
    },
  }
}
