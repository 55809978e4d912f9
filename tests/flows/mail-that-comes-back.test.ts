import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyProviderEvents } from '#actions/apply-provider-events'
import type { SendingWorld } from '#actions/world'
import { findSubscriber } from '#database/subscriber-queries'
import { suppressions } from '#database/tables'
import type { OutgoingMail } from '#mail/mailer'
import { startInboundServer, type InboundServer } from '#runtimes/inbound-server'
import { createLogger } from '#runtimes/logger'
import { inboundDomain, inboundFixture } from '../support/inbound-mail.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage
let world: SendingWorld
let server: InboundServer
let readers: { id: string; email: string }[]

beforeAll(async () => {
  stage = await createSendingStage()
  world = { ...stage.world, inboundDomain }
  const log = createLogger('silent', 'test')
  server = await startInboundServer({ world, log }, { protocol: 'lmtp', host: '127.0.0.1', port: 0 })
  readers = await stage.addReaders(4)
  await stage.release()
  expect(await runJobs(world)).toEqual([])
})

afterAll(async () => {
  await server.stop()
  await stage.close()
})

function letterTo(index: number): OutgoingMail {
  const letter = stage.mailer.accepted.find(({ to }) => to === readers[index]?.email)
  if (!letter) throw new Error('This reader got no letter.')
  return letter
}

/** Hands a mail to our server, as the server of a reader does that has only the letter to go by. */
async function send(to: string, raw: Buffer): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: server.port, lmtp: true, ignoreTLS: true })
  try {
    await transport.sendMail({ envelope: { from: '', to: [to] }, raw })
  } finally {
    transport.close()
  }
}

async function reasonsFor(index: number): Promise<string[]> {
  const { suppressionHash } = (await findSubscriber(world.database, readers[index]?.id ?? '')) ?? {}
  const all = await world.database.select().from(suppressions)
  return all
    .filter(({ addressHash }) => Buffer.from(addressHash).equals(suppressionHash ?? Buffer.of()))
    .map((row) => row.reason)
}

test('a letter that bounces for good, one reported as spam and one answered with a wish to leave each stop one reader', async () => {
  const [bounced, complained, left] = [letterTo(0), letterTo(1), letterTo(2)]
  const marksOf = ({ reference }: OutgoingMail) => ({ reference, token: 'none' })
  await send(bounced.bounceTo ?? '', await inboundFixture('dsn-postfix', marksOf(bounced)))
  await send(`complaints@${inboundDomain}`, await inboundFixture('arf-yahoo', marksOf(complained)))
  const mailto = /<mailto:([^?>]+)\?subject=([^>]+)>/.exec(left.listUnsubscribe ?? '')
  const subject = decodeURIComponent(mailto?.[2] ?? '')
  await send(mailto?.[1] ?? '', Buffer.from(`From: a@readers.example\r\nSubject: ${subject}\r\n\r\n`))
  await applyProviderEvents(world)
  expect(await Promise.all([0, 1, 2, 3].map(reasonsFor))).toEqual([['bounced'], ['complained'], ['left'], []])
})
