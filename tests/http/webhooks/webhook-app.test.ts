import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { providerEvents } from '#database/tables'
import { createApp } from '#http/app'
import { createWebhookApp } from '#http/webhooks/webhook-app'
import { createResendWebhookReader } from '#mail/resend-webhook'
import { fetchWithAccessLog } from '#runtimes/access-log'
import { createLogger } from '#runtimes/logger'
import { projectRoot } from '#runtimes/project-root'
import { canaries, findCanaries } from '../../support/canaries.ts'
import { createMovableClock } from '../../support/provider-double/movable-clock.ts'
import { createResendWebhooks } from '../../support/provider-double/resend-webhooks.ts'
import { createTestWorld, type TestWorld } from '../../support/world.ts'

const [secret = '', previous = '', other = ''] = ['ours', 'ours before', 'not ours'].map(
  (words) => `whsec_${btoa(words)}`,
)
const url = 'https://news.example.org/webhooks/resend'

const clock = createMovableClock()
const webhooks = createResendWebhooks({ secret, clock })

let testWorld: TestWorld
let log: string
let send: (request: Request) => Promise<Response>

beforeEach(async () => {
  testWorld = await createTestWorld({ now: clock.now() })
  log = ''
  const logger = createLogger('trace', 'test', { write: (line) => void (log += line) })
  const { world } = testWorld
  const reportBug = (error: Error): void => logger.error({ err: error }, 'a request ended on a bug')
  const readResendWebhook = createResendWebhookReader({ secrets: [secret, previous] })
  const app = createApp({
    world,
    formSecret: new Uint8Array(32).fill(1),
    clientAddress: () => null,
    assetsDirectory: join(projectRoot(), 'src/http/public/assets'),
    isReady: async () => true,
    reportBug,
    mount: [{ path: '/', app: createWebhookApp({ world, readResendWebhook, reportBug }) }],
  })
  const fetch = fetchWithAccessLog(app, logger)
  send = (request) => fetch(request, {})
  return () => testWorld.close()
})

afterEach(() => {
  expect(findCanaries(log)).toEqual([])
})

const reference = (): string => testWorld.world.references.sign({ batchId: randomUUID(), position: 0 })

/** An event as Resend sends it, full of what is none of our business. */
function bounced(): string {
  const [to] = canaries.addresses
  return JSON.stringify({
    type: 'email.bounced',
    created_at: '2026-05-13T03:00:00.000Z',
    data: {
      email_id: randomUUID(),
      from: `${canaries.names[0]} <letters@news.example>`,
      to: [to],
      subject: canaries.names[1],
      bounce: { message: `550 ${to} unknown`, subType: 'General', type: 'Permanent' },
      tags: { d: reference() },
    },
  })
}

type Signing = { readonly id?: string; readonly minutes?: number; readonly key?: string }

function headersOf(body: string, { id = `msg_${randomUUID()}`, minutes = 0, key = secret }: Signing = {}) {
  const at = clock.now().add({ seconds: 60 * minutes })
  return Object.fromEntries(webhooks.sign({ id, body }, { secret: key, at }))
}

const post = (body: string, headers: Record<string, string> = headersOf(body)): Promise<Response> =>
  send(new Request(url, { method: 'POST', body, headers }))

const rows = () => testWorld.world.database.select().from(providerEvents)

describe('a genuine webhook', () => {
  test('is answered at once with nothing, and leaves a row that names nobody', async () => {
    const answer = await post(bounced())
    expect([answer.status, await answer.text(), answer.headers.get('Cache-Control')]).toEqual([200, '', 'no-store'])
    const [row, ...others] = await rows()
    expect(row).toMatchObject({ provider: 'resend', kind: 'bounced', bounceKind: 'hard', appliedAt: null })
    expect(others).toEqual([])
    const { rows: dump } = await testWorld.testDatabase.pool.query('select whole::text from provider_events as whole')
    expect(findCanaries(JSON.stringify(dump))).toEqual([])
  })

  test('counts under the previous secret too, and beside a signature of somebody else', async () => {
    const body = bounced()
    expect((await post(body, headersOf(body, { key: previous }))).status).toBe(200)
    const headers = headersOf(body)
    const foreign = headersOf(body, { key: other })['svix-signature']
    const answer = await post(body, { ...headers, 'svix-signature': `${foreign} ${headers['svix-signature']}` })
    expect(answer.status).toBe(200)
    expect(await rows()).toHaveLength(2)
  })

  test('leaves one row when it comes ten times at the same time', async () => {
    const body = bounced()
    const headers = headersOf(body)
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, headers)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(await rows()).toHaveLength(1)
  })

  test('is answered alike, and not kept, when it is about nothing of ours', async () => {
    const clicked = bounced().replace('email.bounced', 'email.clicked')
    const untagged = bounced().replace(/"tags":.*?}/, '"tags":{}')
    for (const body of [clicked, untagged, 'no json', '']) expect((await post(body)).status).toBe(200)
    expect(await rows()).toEqual([])
  })
})

describe('what is not genuine is answered with 401 and leaves no row', () => {
  test.each<[string, (body: string) => Record<string, string>]>([
    ['when somebody else signed it', (body) => headersOf(body, { key: other })],
    ['six minutes late', (body) => headersOf(body, { minutes: -6 })],
    ['six minutes early', (body) => headersOf(body, { minutes: 6 })],
    ['when it was changed on the way', (body) => headersOf(`${body} `)],
    ['without headers', () => ({})],
  ])('%s', async (_, headers) => {
    const body = bounced()
    const answer = await post(body, headers(body))
    expect([answer.status, await answer.text()]).toEqual([401, ''])
    expect(await rows()).toEqual([])
  })

  test('when a genuine one is played again after ten minutes', async () => {
    const body = bounced()
    const headers = headersOf(body, { minutes: -10 })
    expect((await post(body, headers)).status).toBe(401)
    expect(await rows()).toEqual([])
  })
})

describe('nothing changes', () => {
  test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('by %s', async (method) => {
    const headers = headersOf('')
    const answer = await send(new Request(url, { method, headers }))
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST'])
    expect(await rows()).toEqual([])
  })

  test('by a body of 2 MB, with its length told or not', async () => {
    const body = 'x'.repeat(2 * 1024 * 1024)
    expect((await post(body)).status).toBe(413)
    const stream = new Blob([body]).stream()
    const untold = new Request(url, { method: 'POST', body: stream, headers: headersOf(body), duplex: 'half' })
    expect((await send(untold)).status).toBe(413)
    expect(await rows()).toEqual([])
  })
})

test('when the database is away the provider is told to come again, and the log names nobody', async () => {
  await testWorld.testDatabase.pool.query('alter table provider_events rename to away')
  const answer = await post(bounced())
  expect([answer.status, await answer.text()]).toEqual([500, ''])
  expect(log).toContain('a request ended on a bug')
})
