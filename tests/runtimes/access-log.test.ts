import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { fetchWithAccessLog } from '#runtimes/access-log'
import { createLogger } from '#runtimes/logger'

const inner = new Hono().get('/messages/:id', (c) => c.text('one'))

const app = new Hono()
  .use(async (_c, next) => next())
  .get('/u/:token', (c) => c.text('ask'))
  .post('/u/:token', (c) => c.text('gone', 201))
  .get('/assets/*', (c) => c.text('file'))
  .get('/bug', () => {
    throw new Error('bug')
  })
  .route('/mailbox', inner)
  .onError((_error, c) => c.text('sorry', 500))

async function logged(method: string, path: string): Promise<{ text: string; entry: unknown }> {
  let text = ''
  const log = createLogger('info', 'test', { write: (line) => void (text += line) })
  await fetchWithAccessLog(app, log)(new Request(`http://localhost${path}`, { method }), {})
  return { text, entry: JSON.parse(text) }
}

test.for([
  ['GET', '/u/abc.def', '/u/:token', 200],
  ['HEAD', '/u/abc.def', '/u/:token', 200],
  ['POST', '/u/abc.def', '/u/:token', 201],
  ['GET', '/assets/site.css', '/assets/*', 200],
  ['GET', '/bug', '/bug', 500],
  ['GET', '/mailbox/messages/abc.def', '/mailbox/messages/:id', 200],
  ['GET', '/nothing/abc.def', 'none', 404],
] as const)('%s %s is logged as %s', async ([method, path, route, status]) => {
  const { text, entry } = await logged(method, path)
  expect(entry).toMatchObject({ msg: 'request', method, route, status })
  expect(text).not.toContain('abc.def')
})

test('a line holds nothing but method, route, status and time', async () => {
  const { entry } = await logged('GET', '/u/abc.def?to=minji@reader.example')
  expect(Object.keys(entry ?? {}).toSorted()).toEqual([
    'level',
    'method',
    'ms',
    'msg',
    'part',
    'route',
    'status',
    'time',
  ])
})
