import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#actions/world'
import { generateKeys, parseKeyRing } from '#crypto/key-ring'
import { providerEvents } from '#database/tables'
import { bounceAddress } from '#domain/inbound-address'
import { limits } from '#domain/limits'
import { buildWorld } from '#runtimes/build-world'
import { projectRoot } from '#runtimes/project-root'
import { canaries, findCanaries } from '../support/canaries.ts'
import { inboundDomain, inboundFixture, type LetterMarks } from '../support/inbound-mail.ts'
import { talkTo } from '../support/mail-conversation.ts'
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts'
import { testPublicUrl } from '../support/world.ts'

let testDatabase: TestDatabase
let directory: string
let world: World
let marks: LetterMarks
let settings: Record<string, string>
let running: ChildProcess[]

beforeAll(async () => {
  await promisify(execFile)(join(projectRoot(), 'scripts/build'))
  testDatabase = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'northlight-inbound-'))
  const keys = generateKeys()
  await writeFile(join(directory, 'keys.json'), keys, { mode: 0o600 })
  const keyRing = parseKeyRing(keys)
  world = buildWorld({ database: testDatabase, keyRing, publicUrl: testPublicUrl, providers: ['smtp'], inboundDomain })
  return async () => {
    await testDatabase.close()
    await rm(directory, { recursive: true })
  }
})

beforeEach(async () => {
  await testDatabase.pool.query('delete from provider_events')
  running = []
  const [batchId, campaignId] = [world.newId(), world.newId()]
  marks = {
    reference: world.references.sign({ batchId, position: 0 }),
    token: world.links.sign('unsubscribe', { ids: [campaignId, batchId], expiresAt: null }),
  }
  settings = {
    NODE_ENV: 'test',
    DATABASE_URL: testDatabase.url,
    KEYS_FILE: join(directory, 'keys.json'),
    INBOUND_DOMAIN: inboundDomain,
  }
})

afterEach(async () => {
  for (const program of running) {
    if (program.exitCode === null && program.signalCode === null) {
      const ended = once(program, 'exit')
      program.kill('SIGKILL')
      await ended
    }
  }
})

function start(file: string, args: readonly string[]): ChildProcess {
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const program = spawn('env', [...given, file, ...args], { stdio: ['pipe', 'pipe', 'pipe', 'ipc'] })
  running.push(program)
  return program
}

async function endOf(program: ChildProcess): Promise<{ exit: number | null; printed: string }> {
  const { stdout, stderr } = program
  if (stdout === null || stderr === null) throw new Error('The program has no output to read.')
  const [out, err] = await Promise.all([text(stdout), text(stderr), once(program, 'exit')])
  return { exit: program.exitCode, printed: out + err }
}

const bounce = () => bounceAddress(marks.reference, inboundDomain)
const events = () => world.database.select().from(providerEvents)

describe('scripts/receive', () => {
  async function receive(args: readonly string[], message: Buffer): Promise<{ exit: number | null; printed: string }> {
    const program = start(join(projectRoot(), 'scripts/receive'), args)
    program.stdin?.end(message)
    return endOf(program)
  }

  test('takes a bounce from standard input', async () => {
    const { exit, printed } = await receive([bounce()], await inboundFixture('dsn-exchange', marks))
    expect(exit).toBe(0)
    expect(JSON.parse(printed)).toMatchObject({ purpose: 'bounce', outcomes: ['bounced'] })
    expect(await events()).toMatchObject([{ kind: 'bounced', bounceKind: 'hard', reference: marks.reference }])
  })

  test('keeps to itself whom a mail is about, also when it fails', async () => {
    const [address] = canaries.addresses
    const mail = Buffer.from(
      (await inboundFixture('dsn-exim', marks)).toString().replaceAll('minji@readers.example', address),
    )
    const taken = await receive([bounce()], mail)
    settings['DATABASE_URL'] = 'postgres://nobody@127.0.0.1:1/away'
    const failed = await receive([bounce()], mail)
    const refused = await receive([address], mail)
    expect([taken.exit, failed.exit, refused.exit]).toEqual([0, 75, 67])
    for (const { printed } of [taken, failed, refused]) {
      expect(findCanaries(printed)).toEqual([])
      expect(printed).not.toContain(marks.reference)
    }
  })

  test('sends back only what is too large or for nobody here', async () => {
    const mail = await inboundFixture('dsn-exim', marks)
    const huge = Buffer.alloc(limits.inboundMailBytesMax + 1, 'x')
    expect((await receive([bounce()], huge)).exit).toBe(65)
    expect((await receive([`postmaster@${inboundDomain}`], mail)).exit).toBe(67)
    expect((await receive([bounce()], Buffer.alloc(0))).exit).toBe(0)
    expect(await events()).toEqual([])
  })

  test.for([
    ['the domain is not set', { INBOUND_DOMAIN: '' }],
    ['the configuration contradicts itself', { NODE_ENV: 'production' }],
    ['the keys cannot be read', { KEYS_FILE: '/nowhere/keys.json' }],
  ] as const)('has a mail kept that comes while %s', async ([, mistake]) => {
    Object.assign(settings, mistake)
    expect((await receive([bounce()], await inboundFixture('dsn-exim', marks))).exit).toBe(75)
  })
})

describe('the program that listens', () => {
  async function freePort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    if (typeof address !== 'object' || address === null) throw new Error('No port was given.')
    return address.port
  }

  function listen(place: string): ChildProcess {
    Object.assign(settings, { INBOUND_LISTEN: place })
    return start(process.execPath, [join(projectRoot(), 'dist/inbound.js')])
  }

  test.for(['lmtp', 'smtp'])('takes mail by %s until it is told to stop', async (protocol) => {
    const port = await freePort()
    const program = listen(protocol === 'lmtp' ? `127.0.0.1:${port}` : `smtp://127.0.0.1:${port}`)
    const end = endOf(program)
    expect(await once(program, 'message')).toEqual(['ready', undefined])
    await using client = await talkTo(port)
    await client.say(protocol === 'lmtp' ? 'LHLO mx.readers.example' : 'EHLO mx.readers.example')
    await client.say('MAIL FROM:<>')
    await client.say(`RCPT TO:<${bounce()}>`)
    await client.say('DATA')
    const message = Buffer.concat([await inboundFixture('dsn-postfix', marks), Buffer.from('.\r\n')])
    expect(await client.say(message)).toEqual([expect.stringMatching(/^250 /)])
    await client.say('QUIT')
    expect(await events()).toHaveLength(1)
    program.kill('SIGTERM')
    const { exit, printed } = await end
    expect(exit).toBe(0)
    expect(printed).toContain('"msg":"stopped"')
    expect(printed).not.toContain('readers.example')
  })

  test.for(['0.0.0.0:2424', '[::]:2424', '192.0.2.1:2424', '[2001:db8::1]:2424'])(
    'does not listen at %s, where strangers could reach it',
    async (place) => {
      const { exit, printed } = await endOf(listen(place))
      expect(exit).toBe(2)
      expect(printed).toContain('INBOUND_LISTEN must be a loopback address or one of a private network')
    },
  )

  test('says so when somebody else listens there', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : null
    const { exit, printed } = await endOf(listen(`127.0.0.1:${port}`))
    server.close()
    expect(exit).toBe(2)
    expect(printed).toContain(`INBOUND_LISTEN: port ${port} is in use`)
  })
})
