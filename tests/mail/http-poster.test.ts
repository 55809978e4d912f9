import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { createHttpPoster, type HttpPoster, type PostOptions } from '#mail/http-poster'
import { waitFor } from '../support/wait.ts'

let parts = new AsyncDisposableStack()

afterEach(async () => {
  await parts.disposeAsync()
  parts = new AsyncDisposableStack()
})

/** A server on a free port of this machine, and a poster to it. */
async function open(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<{ server: Server; url: string; poster: HttpPoster }> {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  parts.defer(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = urlOf(server.address() as AddressInfo)
  return { server, url, poster: openPoster(url) }
}

function urlOf({ port }: AddressInfo): string {
  return `http://127.0.0.1:${port}/letters`
}

function openPoster(url: string): HttpPoster {
  const poster = createHttpPoster({ url, headers: { 'X-Every': 'call' } })
  parts.defer(() => poster.close())
  return poster
}

function bodyOf(text: string): Uint8Array<SharedArrayBuffer> {
  const bytes = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(text)))
  bytes.set(Buffer.from(text))
  return bytes
}

const options = (more: Partial<PostOptions> = {}): PostOptions => ({
  headers: {},
  signal: new AbortController().signal,
  ...more,
})

describe('a body', () => {
  test('is posted to the byte, with the headers of every call and of this one, and the answer comes back whole', async () => {
    const text = '안녕하세요, reader. '.repeat(100_000)
    const seen: string[] = []
    const { poster } = await open(async (request, response) => {
      seen.push(
        `${request.method} ${request.url} ${String(request.headers['x-every'])} ${String(request.headers['x-own'])}`,
      )
      response
        .setHeader('ratelimit-limit', '5')
        .writeHead(422)
        .end(await buffer(request))
    })
    const body = bodyOf(text)
    const outcome = await poster.post(body, options({ headers: { 'X-Own': 'one' } }))
    expect(outcome).toMatchObject({ status: 422, text, isBodySent: true })
    expect(outcome).toHaveProperty('headers.ratelimit-limit', '5')
    expect(seen).toEqual(['POST /letters call one'])
    expect(Buffer.from(body).toString()).toBe(text)
  })

  test('of many at a time gets the answer that is its own', async () => {
    const { poster } = await open(async (request, response) => void response.end(await buffer(request)))
    const texts = Array.from({ length: 20 }, (_, index) => `letter ${index}`)
    const outcomes = await Promise.all(texts.map((text) => poster.post(bodyOf(text), options())))
    expect(outcomes).toMatchObject(texts.map((text) => ({ text })))
  })

  test('goes where it was sent and nowhere else, whatever the server says', async () => {
    const paths: string[] = []
    const { poster } = await open((request, response) => {
      paths.push(request.url ?? '')
      response.writeHead(308, { location: '/elsewhere' }).end()
    })
    expect(await poster.post(bodyOf('a'), options())).toMatchObject({ status: 308 })
    expect(paths).toEqual(['/letters'])
  })

  test('that is answered before it was read may still be on its way', async () => {
    const server = createTcpServer((socket) => {
      socket.once('data', () => socket.pause().write('HTTP/1.1 413 Too much\r\nContent-Length: 0\r\n\r\n'))
      parts.defer(() => void socket.destroy())
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    parts.defer(() => void server.close())
    const poster = openPoster(urlOf(server.address() as AddressInfo))
    const outcome = await poster.post(bodyOf('x'.repeat(32 * 1024 * 1024)), options())
    expect(outcome).toMatchObject({ status: 413, isBodySent: false })
  })
})

describe('a call without an answer', () => {
  test('ends with its signal, and so does its connection', async () => {
    const { server, poster } = await open(() => {})
    const controller = new AbortController()
    const outcome = poster.post(bodyOf('a'), options({ signal: controller.signal }))
    await once(server, 'request')
    controller.abort()
    expect(await outcome).toBe('unanswered')
    await waitFor('the connection to end', async () => (await countConnections(server)) === 0)
  })

  test('ends with the signal of a timeout', async () => {
    const { poster } = await open(() => {})
    const signal = AbortSignal.any([AbortSignal.timeout(1), new AbortController().signal])
    expect(await poster.post(bodyOf('a'), options({ signal }))).toBe('unanswered')
  })

  test('is not begun after its signal', async () => {
    const requests: string[] = []
    const { poster } = await open((request, response) => {
      requests.push(request.headers['x-own'] as string)
      response.end()
    })
    expect(await poster.post(bodyOf('a'), options({ headers: { 'X-Own': 'late' }, signal: AbortSignal.abort() }))).toBe(
      'unanswered',
    )
    await poster.post(bodyOf('b'), options({ headers: { 'X-Own': 'in time' } }))
    expect(requests).toEqual(['in time'])
  })

  test.each(['before it', 'in the middle of it'])('is one whose connection breaks %s', async (when) => {
    const { poster } = await open((_request, response) => {
      if (when !== 'before it') response.writeHead(200, { 'content-length': 100 }).write('half')
      response.socket?.end()
    })
    expect(await poster.post(bodyOf('a'), options())).toBe('unanswered')
  })

  test('is one to a server that nobody runs', async () => {
    const { server, poster } = await open(() => {})
    server.close()
    await once(server, 'close')
    expect(await poster.post(bodyOf('a'), options())).toBe('unanswered')
  })
})

describe('the thread', () => {
  // Node refuses such a header where the request is made, which the thread does not outlive.
  const deadly = options({ headers: { 'X-Own': 'two\nlines' } })

  test('that dies takes along what is under way, and the next call has another', async () => {
    let answers = false
    const { server, poster } = await open((_request, response) => {
      if (answers) response.end('here')
    })
    const underWay = poster.post(bodyOf('a'), options())
    await once(server, 'request')
    expect(await poster.post(bodyOf('b'), deadly)).toBe('thread-ended')
    expect(await underWay).toBe('thread-ended')
    answers = true
    expect(await poster.post(bodyOf('c'), options())).toMatchObject({ status: 200, text: 'here' })
  })

  test('ends with its connections when the poster is closed, and the call under way with it', async () => {
    const { server, poster } = await open(() => {})
    const underWay = poster.post(bodyOf('a'), options())
    await once(server, 'request')
    await poster.close()
    expect(await underWay).toBe('thread-ended')
    await waitFor('the connections to end', async () => (await countConnections(server)) === 0)
  })

  test('dies without a word, and keeps no program from its end', async () => {
    const { url } = await open((_request, response) => void response.end('here'))
    const program = `
      import { createHttpPoster } from ${JSON.stringify(import.meta.resolve('../../src/mail/http-poster.ts'))}
      const poster = createHttpPoster({ url: ${JSON.stringify(url)}, headers: { authorization: 'canary' } })
      const { signal } = new AbortController()
      const body = new Uint8Array(new SharedArrayBuffer(8))
      const dead = await poster.post(body, { headers: { 'x-own': 'canary\\n' }, signal })
      const { text } = await poster.post(body, { headers: {}, signal })
      process.stdout.write(dead + ', ' + text)
    `
    const run = await promisify(execFile)(process.execPath, ['--eval', program])
    expect(run).toEqual({ stdout: 'thread-ended, here', stderr: '' })
  })
})

function countConnections(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}
