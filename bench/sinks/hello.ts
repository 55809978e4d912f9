import { once } from 'node:events'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { runProgram, untilAborted } from '#runtimes/run-program'

/** The least that a page on Hono can cost: one word, from memory. */
runProgram('hello', async (stopping) => {
  const app = new Hono().get('/', (c) => c.text('hello'))
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.')
  process.send?.({ port: address.port })
  await untilAborted(stopping)
})
