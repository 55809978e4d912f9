import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mailboxPages, mailboxPath } from '#http/development/mailbox-pages'
import { startMailboxServer, type MailboxServer } from '#runtimes/mailbox-server'
import { openMaildir, type Maildir } from '#runtimes/maildir'
import { projectRoot } from '#runtimes/project-root'
import { createTestClock, testStart } from '../support/clock.ts'

const clock = createTestClock()
const all = { to: null, page: 1, pageSize: 10 }

let directory: string
let maildir: Maildir
let server: MailboxServer

beforeEach(async () => {
  clock.set(testStart)
  directory = await mkdtemp(join(tmpdir(), 'northlight-mailbox-'))
  maildir = await openMaildir(directory)
  server = await startMailboxServer(maildir, clock.now)
})

afterEach(async () => {
  await server.stop()
  await rm(directory, { recursive: true })
})

type Mail = { to?: string | string[]; subject?: string; html?: string; text?: string; headers?: Record<string, string> }

async function send({ to = 'minji@reader.example', subject = 'Hello', ...rest }: Mail = {}): Promise<void> {
  const transport = createTransport(server.url)
  try {
    await transport.sendMail({ from: 'Northlight <letters@news.example>', to, subject, text: 'A letter.', ...rest })
  } finally {
    transport.close()
  }
}

describe('the mailbox', () => {
  test('keeps a message so that it can be listed and read', async () => {
    await send({
      subject: '7월 14일: 다시 시작한 모든 이의 날',
      html: '<p>안녕하세요, 민지 님</p>',
      text: '안녕하세요',
    })
    const { messages, total } = await maildir.listMessages(all)
    expect(total).toBe(1)
    expect(messages[0]).toMatchObject({
      to: 'minji@reader.example',
      from: 'Northlight <letters@news.example>',
      subject: '7월 14일: 다시 시작한 모든 이의 날',
      receivedAt: testStart,
    })
    const message = await maildir.readMessage(messages[0]?.id ?? '')
    expect(message?.html).toContain('안녕하세요, 민지 님')
    expect(message?.text?.trim()).toBe('안녕하세요')
    expect(message?.headers.slice(0, 3)).toEqual([
      { name: 'Return-Path', value: '<letters@news.example>' },
      { name: 'Delivered-To', value: 'minji@reader.example' },
      { name: 'X-Original-To', value: 'minji@reader.example' },
    ])
  })

  test('shows the newest first, page by page', async () => {
    for (const subject of ['one', 'two', 'three']) {
      await send({ subject })
      clock.advance({ seconds: 1 })
    }
    const first = await maildir.listMessages({ ...all, pageSize: 2 })
    const second = await maildir.listMessages({ ...all, page: 2, pageSize: 2 })
    expect(first.messages.map(({ subject }) => subject)).toEqual(['three', 'two'])
    expect(second.messages.map(({ subject }) => subject)).toEqual(['one'])
    expect([first.total, second.total]).toEqual([3, 3])
  })

  test('keeps the order of messages that came in the same millisecond', async () => {
    for (const subject of ['one', 'two']) await send({ subject })
    const { messages } = await maildir.listMessages(all)
    expect(messages.map(({ subject }) => subject)).toEqual(['two', 'one'])
  })

  test('keeps a copy for every recipient on the envelope, and finds it by that address in any case', async () => {
    await send({ to: ['a@reader.example', 'B@reader.example'] })
    const found = await maildir.listMessages({ ...all, to: ' b@READER.example ' })
    expect(found.messages.map(({ to }) => to)).toEqual(['B@reader.example'])
    expect((await maildir.listMessages(all)).total).toBe(2)
  })

  test('takes many messages at once without losing one', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => send({ subject: `letter ${index}` })))
    const { messages } = await maildir.listMessages({ ...all, pageSize: 100 })
    expect(new Set(messages.map(({ subject }) => subject)).size).toBe(40)
  })

  test('takes an address in Hangul', async () => {
    await send({ to: '민지@reader.example' })
    const found = await maildir.listMessages({ ...all, to: '민지@reader.example' })
    expect(found.messages[0]?.to).toBe('민지@reader.example')
  })

  test('refuses a message larger than a megabyte and keeps nothing of it', async () => {
    await expect(send({ text: 'x'.repeat(1_200_000) })).rejects.toMatchObject({ responseCode: 552 })
    expect((await maildir.listMessages(all)).total).toBe(0)
  })

  test('lets nobody else look into its files and names no reader in their names', async () => {
    await send()
    const [name = ''] = await readdir(join(directory, 'new'))
    expect(name).not.toMatch(/minji|reader/)
    expect((await stat(join(directory, 'new', name))).mode & 0o777).toBe(0o600)
    expect((await stat(join(directory, 'new'))).mode & 0o777).toBe(0o700)
    expect(await readdir(join(directory, 'tmp'))).toEqual([])
  })

  test('listens on loopback and offers neither sign-in nor TLS', async () => {
    expect(server.url).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/)
    const transport = createTransport({ url: server.url, requireTLS: true })
    await expect(transport.verify()).rejects.toThrow(/TLS/)
  })

  test.for(['', '../../etc/passwd', '..%2f', 'new', '1778641200000.000001deadbeef.0123456789abcdef'])(
    'has no message %o',
    async (id) => {
      expect(await maildir.readMessage(id)).toBeNull()
    },
  )
})

describe('its pages', () => {
  async function get(path: string, host = 'localhost:8080', headers: Record<string, string> = {}): Promise<Response> {
    const stylesheet = await readFile(join(projectRoot(), 'src/http/development/assets/mailbox.css'), 'utf8')
    const app = new Hono().route(mailboxPath, mailboxPages({ reader: maildir, stylesheet }))
    return app.request(new Request(`http://${host}${path}`, { headers }))
  }

  async function onlyId(): Promise<string> {
    return (await maildir.listMessages(all)).messages[0]?.id ?? ''
  }

  test('list messages for scripts', async () => {
    await send({ to: 'a@reader.example' })
    await send({ to: 'b@reader.example', subject: 'Confirm' })
    const response = await get('/mailbox/messages.json?to=b@reader.example')
    const id = (await maildir.listMessages({ ...all, to: 'b@reader.example' })).messages[0]?.id
    expect(await response.json()).toEqual([
      {
        id,
        to: 'b@reader.example',
        from: 'Northlight <letters@news.example>',
        subject: 'Confirm',
        date: '2026-05-13T03:00:00Z',
        url: `http://localhost:8080/mailbox/messages/${id}`,
      },
    ])
  })

  test('give the source as it came', async () => {
    await send({ headers: { 'List-Id': '<letters.news.example>' } })
    const response = await get(`/mailbox/messages/${await onlyId()}/source`)
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toMatch(
      /^Return-Path: <letters@news\.example>\r\n[\s\S]*\r\nList-I[dD]: <letters\.news\.example>\r\n/,
    )
  })

  test('escape what a message says', async () => {
    await send({ subject: '<script>alert(1)</script>', text: '</pre><script>alert(2)</script>' })
    const list = await (await get('/mailbox')).text()
    const message = await (await get(`/mailbox/messages/${await onlyId()}`)).text()
    expect(list).toContain('&lt;script&gt;alert(1)')
    expect(message).toContain('&lt;script&gt;alert(2)')
    expect(list + message).not.toContain('<script')
  })

  test('show the letter in a frame that may load and run nothing', async () => {
    await send({ html: '<html><head><title>x</title></head><body><script>1</script></body></html>' })
    const id = await onlyId()
    const page = await (await get(`/mailbox/messages/${id}`)).text()
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    const letter = await get(`/mailbox/messages/${id}/html`)
    const policy = letter.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/sandbox allow-popups allow-popups-to-escape-sandbox/)
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
    expect(await letter.text()).toContain('<head><base target="_blank">')
  })

  test('speak Korean, and stay in it', async () => {
    await send()
    const page = await (await get('/mailbox', 'localhost', { 'Accept-Language': 'ko-KR' })).text()
    expect(page).toContain('<html lang="ko">')
    expect(page).toContain('로컬 메일함')
    const asked = await (await get('/mailbox?lang=ko&to=minji@reader.example')).text()
    expect(asked).toMatch(/href="\/mailbox\/messages\/[^"]+\?lang=ko"/)
  })

  test('say so when there is nothing', async () => {
    expect(await (await get('/mailbox')).text()).toContain('No mail yet')
    expect(await (await get('/mailbox?to=nobody@reader.example')).text()).toContain('No mail for this address')
    expect((await get('/mailbox/messages/unknown')).status).toBe(404)
  })

  test('take a page that makes no sense for the first', async () => {
    await send()
    for (const page of ['0', '-1', 'x', '1e9', '']) {
      expect(await (await get(`/mailbox?page=${page}`)).text()).toContain('Hello')
    }
  })

  test.for(['evil.example', 'news.example.org', '192.0.2.1', 'localhost.evil.example'])(
    'answer nothing to a request for %s',
    async (host) => {
      await send()
      for (const path of ['/mailbox', '/mailbox/messages.json', `/mailbox/messages/${await onlyId()}/source`]) {
        const response = await get(path, host)
        expect(response.status).toBe(404)
        expect(await response.text()).toBe('')
      }
    },
  )

  test('are not stored by the browser', async () => {
    expect((await get('/mailbox')).headers.get('Cache-Control')).toBe('no-store')
  })
})
