import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type OpenDatabase } from '#database/database'
import { assembleTeam } from '../../support/campaigns.ts'
import { createTestWorld, type TestWorld } from '../../support/world.ts'
import { waitFor } from '../../support/wait.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let testWorld: TestWorld
let line: Line
let database: OpenDatabase
let pages: PublicApp

const patience = { connectSeconds: 1, statementSeconds: 1, answerSeconds: 1 }

beforeAll(async () => {
  testWorld = await createTestWorld()
  await assembleTeam(testWorld.world)
  line = await openLine(new URL(testWorld.testDatabase.url))
  database = openDatabase(line.url, { connectionsMax: 2, patience })
  pages = await createPublicApp({ world: { ...testWorld.world, database: database.database } })
})

afterAll(async () => {
  line?.cut()
  await database?.close()
  await pages?.testWorld.close()
  await testWorld?.close()
})

test('a database that falls silent is given up, on old connections and on new ones, and taken back', async () => {
  const isAnswered = async (): Promise<boolean> => (await pages.get('/')).status === 200
  await waitFor('the first page', isAnswered)
  line.fallSilent()
  // The first requests find connections that are open, those after them open new ones.
  for (let request = 0; request < 3; request += 1) expect((await pages.get('/letters')).status).toBe(503)
  const form = pages.post('/preferences', { email: 'a@mail.example' })
  expect((await form).status).toBe(503)
  expect(pages.bugs).toEqual([])
  line.answerAgain()
  await waitFor('the first page again', isAnswered)
})

test('a transaction that is never answered leaves its connection to nobody', async () => {
  await using open = openDatabase(line.url, { connectionsMax: 1, patience })
  const one = () => open.database.transaction(async (transaction) => transaction.execute('select 1 as one'))
  const isDone = () =>
    one().then(
      () => true,
      () => false,
    )
  await waitFor('a transaction', isDone)
  line.fallSilent()
  await expect(one()).rejects.toThrow('begin')
  expect(open.pool.totalCount).toBe(0)
  line.answerAgain()
  await waitFor('a transaction again', isDone)
})

type Line = { readonly url: string; fallSilent(): void; answerAgain(): void; cut(): void }

/** A line to a PostgreSQL that can fall silent without breaking, as one does whose machine was suspended. */
async function openLine(to: URL): Promise<Line> {
  let isSilent = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => !isSilent && into.write(chunk))
      from.on('close', () => into.destroy())
      from.on('error', () => into.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The line has no port.')
  const url = new URL(to)
  url.hostname = '127.0.0.1'
  url.port = String(address.port)
  return {
    url: url.href,
    fallSilent: () => void (isSilent = true),
    answerAgain: () => void (isSilent = false),
    cut: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
