import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importSubscribers } from '#actions/import-subscribers'
import { lookUpSubscriber } from '#actions/look-up-subscriber'
import { readCampaign } from '#actions/read-campaign'
import { receiveProviderEvent } from '#actions/receive-provider-event'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { subscribe } from '#actions/subscribe'
import { traceMail } from '#actions/trace-mail'
import { countJobs, enqueueJob, failJob } from '#database/job-outbox'
import { findSubscriber } from '#database/subscriber-queries'
import { createApp } from '#http/app'
import { fetchWithAccessLog } from '#runtimes/access-log'
import { createLogger } from '#runtimes/logger'
import { dumpTables } from '../../demo/dump-tables.ts'
import { canaries } from '../support/canaries.ts'
import { findTraces } from '../support/find-traces.ts'
import { queueBenches } from '../support/queue-benches.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import type { SendingStage } from '../support/sending-stage.ts'
import { waitFor } from '../support/wait.ts'
import { testPublicUrl } from '../support/world.ts'

const [address, stranger] = canaries.addresses
const [, name] = canaries.names

test.each(queueBenches)('after an erasure nothing anywhere tells of the reader, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  const { world, team, clock } = stage
  const site = openSite(stage)

  // A reader with everything that a reader can have.
  const [other] = await stage.addReaders(3)
  const { id } = await addReader(world, { email: address, locale: 'ko' })
  const phrase = world.phrases.phraseFor(id, 'ko')
  await stage.testDatabase.pool.query('update subscribers set name_sealed = $2 where id = $1', [
    id,
    world.sealer.seal({ table: 'subscribers', column: 'name', id }, name),
  ])
  const campaignId = await stage.release()
  await bench.work()
  await waitFor('the campaign to be sent', async () => (await readCampaign(world, { campaignId })).status === 'sent', {
    withinSeconds: 40,
  })
  await tellOfEveryLetter(stage, campaignId)
  await requestPreferencesLink(world, { email: address })
  await stage.testDatabase.pool.query('delete from rate_limits')
  await subscribe(world, buildRequest({ email: address }))
  await traceMail(world, { member: team.admin, email: address })
  await waitFor('all jobs to be done', async () => (await countJobs(world.database)).waiting === 0)
  await leaveFailedJob(stage, id)
  const account = await stage.accountOf(campaignId)
  const secrets = [address, name, phrase, id]
  expect(findTraces(await dumpEverything(stage), secrets)).toEqual([id])

  // The whole way by the link in the mail.
  const link = `/preferences/${linkIn(stage, address)}`
  const page = await site.get(`${link}/data`)
  expect(page).toContain(address)
  expect(page).toContain(name)
  expect(page).toContain(phrase)
  expect(await site.get(`${link}/data.json`)).toContain(address)
  await site.get(`${link}/erase`)
  await site.post(`${link}/erase`)
  await waitFor('the reader to be gone', async () => (await findSubscriber(world.database, id)) === undefined)
  await waitFor('all jobs to be done', async () => (await countJobs(world.database)).waiting === 0)
  // The row of the last job goes with the reader, and the queue lets go of a job only after that.
  await waitFor('the queue to forget it', async () => findTraces(await bench.dump(), secrets).length === 0)

  const places = {
    database: await dumpEverything(stage),
    queue: await bench.dump(),
    log: site.log(),
    exports: JSON.stringify([
      await stage.accountOf(campaignId),
      await readCampaign(world, { campaignId }),
      await traceMail(world, { member: team.admin, email: address }),
      await lookUpSubscriber(world, { member: team.admin, email: address }),
    ]),
  }
  const found = Object.entries(places).map(([place, text]) => [place, text.length > 100, findTraces(text, secrets)])
  expect(found).toEqual(Object.keys(places).map((place) => [place, true, []]))

  // Everything else holds.
  expect(await stage.accountOf(campaignId)).toEqual(account)
  const traced = await traceMail(world, { member: team.admin, email: other?.email ?? '' })
  expect(traced.letters).toMatchObject([{ campaignId, standing: 'delivered' }])
  const row = { locale: 'ko', timeZone: null, topics: ['days-of-remembrance'], consentedAt: world.now() } as const
  const rows = [address, stranger].map((email) => ({ ...row, email }))
  const imported = await importSubscribers(world, { member: team.admin, source: 'An old list', rows })
  expect(imported).toEqual({ imported: 1, known: 0, suppressed: 1, refused: [] })
  await stage.testDatabase.pool.query('delete from rate_limits')
  clock.advance({ minutes: 1 })
  const again = await addReader(world, { email: address, locale: 'ko' })
  expect(again.id).not.toBe(id)
  expect(world.phrases.phraseFor(again.id, 'ko')).not.toBe(phrase)
})

/** The pages, with a log that can be read. */
function openSite({ world }: SendingStage) {
  let lines = ''
  const app = createApp({
    world,
    formSecret: new Uint8Array(32).fill(1),
    clientAddress: () => '192.0.2.1',
    assetsDirectory: join(import.meta.dirname, '../../src/http/public/assets'),
    isReady: () => Promise.resolve(true),
    reportBug: (error) => {
      throw error
    },
  })
  const ask = fetchWithAccessLog(app, createLogger('debug', 'api', { write: (line) => void (lines += line) }))
  const request = async (path: string, init: RequestInit): Promise<string> => {
    const answer = await ask(new Request(`${testPublicUrl}${path}`, init), {})
    if (answer.status !== 200) throw new Error(`An own page was answered with ${answer.status}.`)
    return answer.text()
  }
  return {
    get: (path: string) => request(path, {}),
    post: (path: string) => request(path, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' } }),
    log: () => lines,
  }
}

/** Every row of every table of every schema, as text. */
async function dumpEverything({ testDatabase }: SendingStage): Promise<string> {
  let text = ''
  for await (const { rows } of dumpTables(testDatabase.url)) text += rows ?? ''
  return text
}

/** What stands in the link of the last mail to an address. */
function linkIn({ mailer }: SendingStage, to: string): string {
  const texts = mailer.accepted.filter((mail) => mail.to === to).map(({ text }) => text)
  const links = texts.flatMap((text) => text.match(/(?<=\/preferences\/)[\w-]+\.[\w-]+/g) ?? [])
  return links.at(-1) ?? ''
}

async function tellOfEveryLetter(stage: SendingStage, campaignId: string): Promise<void> {
  const { world, testDatabase } = stage
  for (const { id: batchId, size } of (await stage.batches()).filter((batch) => batch.campaignId === campaignId)) {
    for (let position = 0; position < size; position += 1) {
      await receiveProviderEvent(world, {
        id: `${batchId}-${position}`,
        provider: 'smtp',
        kind: 'delivered',
        bounceKind: null,
        reference: world.references.sign({ batchId, position }),
        occurredAt: world.now(),
      })
    }
  }
  await waitFor('the words to be taken', async () => {
    const { rows } = await testDatabase.pool.query('select from provider_events where applied_at is null')
    return rows.length === 0
  })
}

/** A mail that nobody took, and that waits for a person. */
async function leaveFailedJob({ world }: SendingStage, subscriberId: string): Promise<void> {
  const id = world.newId()
  const now = world.now()
  const dueAt = now.add({ hours: 24 })
  await enqueueJob(world.database, { id, name: 'send-preferences-link', payload: { subscriberId }, now, dueAt })
  await failJob(world.database, id, 'no-provider', now)
}

describe('the search finds', () => {
  const id = '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'
  test.each([
    ['an address in capitals', `TO=${address.toUpperCase()}`, address],
    ['an address in base64', Buffer.from(`<<${address}>`).toString('base64'), address],
    ['an address in the bytes of a table', `\\x${Buffer.from(`a${address}b`).toString('hex')}`, address],
    ['a name, URL-encoded', encodeURIComponent(name), name],
    ['a name, quoted-printable', '=EC=B9=B4=EB=82=98=EB=A6=AC=EC=83=88=20=EC=99=9C=EA=B0=80=EB=A6=AC', name],
    ['a name in UTF-16', Buffer.from(name, 'utf16le').toString('hex'), name],
    ['an id by its bytes', Buffer.from(`x${id}`.replaceAll('-', '').slice(1), 'hex').toString('base64'), id],
  ])('%s', (_, text, secret) => {
    expect(findTraces(`before ${text} after`, [secret])).toEqual([secret])
    expect(findTraces(`before ${text.slice(0, 8)} after`, [secret])).toEqual([])
  })
})
