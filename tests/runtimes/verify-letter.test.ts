import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateKeys, parseKeyRing } from '#crypto/key-ring'
import { createManifestSigner, publicManifestKeys } from '#crypto/manifest-keys'
import { formatLetterCode } from '#domain/letter-code'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { checkLetter, readLetterCheck } from '#runtimes/check-letter'
import { projectRoot } from '#runtimes/project-root'
import { mapBodies } from '../support/map-bodies.ts'
import { receiveLetters, type ReceivedLetters } from '../support/received-letters.ts'

let letters: ReceivedLetters
let directory: string
let program: string
/** Where the letter’s organisation says what it sent. */
let house: Server
let asked: string[] = []

beforeAll(async () => {
  letters = await receiveLetters()
  directory = await mkdtemp(join(tmpdir(), 'northlight-verify-'))
  await promisify(execFile)(join(projectRoot(), 'scripts/build'))
  program = join(projectRoot(), 'dist/verify-letter.js')
  await file('letter.jws', letters.jws)
  await file('keys.json', JSON.stringify(await letters.stage.world.manifestKeys()))
  house = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    if (path.endsWith('/keys.json')) {
      void letters.stage.world.manifestKeys().then((keys) => response.end(JSON.stringify(keys)))
    } else if (path.endsWith(`/${letters.code}.jws`)) response.end(letters.jws)
    else response.writeHead(404).end()
  })
  house.listen(0, '127.0.0.1')
  await once(house, 'listening')
})

afterAll(async () => {
  house.close()
  await rm(directory, { recursive: true, force: true })
  await letters.stage.close()
})

async function file(name: string, text: string): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, Buffer.from(text, 'latin1'))
  return path
}

type Ran = { readonly code: number; readonly out: string }

function run(args: readonly string[], language = 'C'): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>()
  execFile(process.execPath, [program, ...args], { env: { LANG: language } }, (error, stdout, stderr) =>
    resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
  )
  return promise
}

const given = (): string[] => ['--manifest', join(directory, 'letter.jws'), '--key', join(directory, 'keys.json')]

/** As the program does it, without the seconds that it takes to start one. */
async function check(source: string): Promise<Ran> {
  const mail = await file('mail.eml', source)
  const { isSame, told } = await checkLetter(readLetterCheck([mail, ...given()]), wordsIn('en'))
  return { code: isSame ? 0 : 1, out: told }
}

describe('the checker', () => {
  test.each(locales)('finds a letter to be what was sent, and prints nothing of its reader, in %s', async (locale) => {
    const { source, personal } = letters.received[locale]
    const { code, out } = await run([await file('mail.eml', source), ...given()])
    expect(out).toContain('Everything that can be compared agrees')
    expect(code).toBe(0)
    for (const secret of personal) expect(out).not.toContain(secret)
  })

  test('speaks Korean to whoever does', async () => {
    const { out, code } = await run([await file('mail.eml', letters.received.ko.source), ...given()], 'ko_KR.UTF-8')
    expect(out).toContain('견주어 볼 수 있는 것은 모두 보낸 편지와 같습니다.')
    expect(code).toBe(0)
  })

  test('ends with 1 where a copy is forged', async () => {
    const forged = mapBodies(letters.received.en.source, (body) => body.replaceAll('example.org/verify', 'evil.test/'))
    const { code, out } = await run([await file('mail.eml', forged), ...given()])
    expect(out).toContain('Do not trust it.')
    expect(code).toBe(1)
  })

  test.each<[string, RegExp[], (source: string) => string]>([
    [
      'a link elsewhere in both parts',
      [/leads to these places[\s\S]*example-org\[\.\]test\/verify/, /text part are not ours/, /formatted part is not/],
      (source) => mapBodies(source, (body) => body.replaceAll('example.org/verify', 'example-org.test/verify')),
    ],
    [
      'only its formatted part changed',
      [/formatted part is not what we sent/, /words of its text part are ours/],
      (source) => mapBodies(source, (body) => body.replace('<p ', '<p data-x="1" ')),
    ],
    [
      'a link that names us and leads elsewhere',
      [/A link says news\.example\.org and leads to evil\[\.\]test/],
      (source) =>
        mapBodies(source, (body) =>
          body.replace('</body>', '<a href="https://evil.test/in?to=x">news.example.org</a></body>'),
        ),
    ],
    [
      'another subject',
      [/subject is not that/],
      (source) => source.replace(/^Subject: .*(?:\r\n .*)*/m, 'Subject: Urgent'),
    ],
    [
      'another sender',
      [/does not come from our address/],
      (source) => source.replace(/^From: .*(?:\r\n .*)*/m, 'From: Us <letters@news-example.test>'),
    ],
    ['two senders', [/does not come from our address/], (source) => `From: x@evil.test\r\n${source}`],
    [
      'answers that go elsewhere',
      [/answer would not go to us/],
      (source) => source.replace(/^Reply-To: .*/m, 'Reply-To: letters@evil.test'),
    ],
    [
      'an unsubscribe button that leads elsewhere',
      [/leads to these places[\s\S]*evil\[\.\]test/],
      (source) => source.replace(/^List-Help: .*(?:\r\n .*)*/m, 'List-Help: <https://evil.test/help>'),
    ],
    [
      'a date before it was sent',
      [/date does not fit/],
      (source) => source.replace(/^Date: .*/m, 'Date: Wed, 1 Apr 2026 00:00:00 +0000'),
    ],
    [
      'a greeting that says more',
      [/words of its text part are not ours/],
      (source) =>
        mapBodies(source, (body) => body.replace(/^Hello[,.]?$/m, 'Hello, your account at www.evil.test is closed')),
    ],
    [
      'a file',
      [/A file is attached/],
      (source) => {
        const [, boundary = ''] = /boundary="([^"]+)"/.exec(source) ?? []
        const part = `--${boundary}\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nx\r\n`
        return source.replace(`--${boundary}--`, `${part}--${boundary}--`)
      },
    ],
  ])('tells a copy apart that has %s', async (_what, expected, forge) => {
    const { source, personal } = letters.received.en
    const forged = forge(source)
    expect(forged).not.toBe(source)
    const { code, out } = await check(forged)
    for (const words of expected) expect(out).toMatch(words)
    expect(out).toContain('Do not trust it.')
    expect(code).toBe(1)
    for (const secret of personal) expect(out).not.toContain(secret)
  })

  test('does not mind what servers on the way do: line ends, white space, other header fields', async () => {
    const { source } = letters.received.en
    const mangled = mapBodies(source, (body) => body.replaceAll(/\r?\n/g, ' \r\n'))
    expect(await check(`Received: from a by b\r\nX-Spam: no\r\n${mangled}`)).toMatchObject({ code: 0 })
    expect(await check(source.replaceAll('\r\n', '\n'))).toMatchObject({ code: 0 })
  })

  test('says when there is nothing to compare', async () => {
    const { source } = letters.received.en
    const without = mapBodies(source, (body) => body.replaceAll(letters.code, ''))
    expect(await check(without)).toMatchObject({ code: 1, out: expect.stringContaining('no letter code') })
    const other = mapBodies(source, (body) => body.replaceAll(letters.code, formatLetterCode(77n)))
    expect(await check(other)).toMatchObject({ code: 1, out: expect.stringContaining('code of this statement') })
    const nothing = await file('nothing.eml', 'nothing of a mail')
    expect(await run([nothing, ...given()])).toMatchObject({ code: 2, out: expect.stringContaining('is no mail') })
    expect(await run(['x.eml'])).toMatchObject({ code: 2, out: expect.stringContaining('Usage:') })
    expect(await run(['x.eml', '--from', 'http://news.example'])).toMatchObject({ code: 2 })
  })

  test('believes no statement that another key signed', async () => {
    const { manifests } = parseKeyRing(generateKeys())
    const forged = await createManifestSigner(manifests).sign({ version: 1 })
    const mail = await file('mail.eml', letters.received.en.source)
    const keys = join(directory, 'keys.json')
    const ran = await run([mail, '--manifest', await file('forged.jws', forged), '--key', keys])
    expect(ran).toMatchObject({ code: 2, out: expect.stringContaining('not signed with the key') })
    const ownKeys = await file('own.json', JSON.stringify(await publicManifestKeys(manifests)))
    const own = await run([mail, '--manifest', join(directory, 'forged.jws'), '--key', ownKeys])
    expect(own).toMatchObject({ code: 2, out: expect.stringContaining('no statement about a letter') })
  })

  test('asks for the statement only where it is told to', async () => {
    asked = []
    const address = house.address()
    const from = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const mail = await file('mail.eml', letters.received.ko.source)
    expect(await run([mail, '--from', from])).toMatchObject({ code: 0 })
    expect(asked.toSorted()).toEqual([
      '/.well-known/northlight/keys.json',
      `/.well-known/northlight/letters/${letters.code}.jws`,
    ])
    asked = []
    expect(await run([mail, '--from', from, '--key', join(directory, 'keys.json')])).toMatchObject({ code: 0 })
    expect(asked).toHaveLength(1)
    asked = []
    await check(letters.received.ko.source)
    expect(asked).toEqual([])
    const unknown = await file(
      'mail.eml',
      mapBodies(letters.received.ko.source, (body) => body.replaceAll(letters.code, formatLetterCode(77n))),
    )
    expect(await run([unknown, '--from', from])).toMatchObject({
      code: 1,
      out: expect.stringContaining('No letter was sent'),
    })
  })
})
