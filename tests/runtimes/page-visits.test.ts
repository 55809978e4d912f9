import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPageVisits } from '#runtimes/page-visits'
import { makeCertificate } from '../support/certificate.ts'
import { openssl } from '../support/test-programs.ts'

type Answer = { readonly status: number; readonly location?: string }

const pages: Readonly<Record<string, Answer>> = {
  'HEAD /here': { status: 200 },
  'HEAD /head-unknown': { status: 404 },
  'GET /head-unknown': { status: 200 },
  'HEAD /gone': { status: 410 },
  'GET /gone': { status: 410 },
  'HEAD /members': { status: 403 },
  'GET /members': { status: 403 },
  'HEAD /broken': { status: 500 },
  'GET /broken': { status: 500 },
  'HEAD /moved': { status: 301, location: '/here' },
  'HEAD /moved-and-gone': { status: 302, location: '/gone' },
  'GET /moved-and-gone': { status: 302, location: '/gone' },
  'HEAD /circle': { status: 302, location: '/circle' },
  'HEAD /to-http': { status: 301, location: 'http://127.0.0.1/' },
}

describe.skipIf(openssl === null)('a visit to a page', () => {
  const asked: string[] = []
  const certificate = openssl === null ? { key: '', cert: '' } : makeCertificate()
  const server = createServer(certificate, ({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers['user-agent']}`)
    if (url === '/silent') return
    const { status, location } = pages[`${method} ${url}`] ?? { status: 404 }
    response.writeHead(status, location === undefined ? {} : { location }).end('nothing that anybody reads')
  })
  const visit = createPageVisits({ ca: certificate.cert, privateAddresses: ['127.0.0.1'] })
  let origin = ''

  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `https://127.0.0.1:${portOf(server.address())}`
  })

  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  test.each([
    ['/here', 'there'],
    ['/head-unknown', 'there'],
    ['/members', 'there'],
    ['/moved', 'there'],
    ['/to-http', 'there'],
    ['/nothing', 'missing'],
    ['/gone', 'missing'],
    ['/moved-and-gone', 'missing'],
    ['/broken', 'silent'],
    ['/circle', 'silent'],
  ])('says of %s that it is %s', async (path, expected) => {
    expect(await visit(origin + path)).toBe(expected)
  })

  test('ends where nobody answers, in good time', async () => {
    expect(await visit(`${origin}/silent`)).toBe('silent')
  })

  test('says nothing of who asks', async () => {
    asked.length = 0
    await visit(`${origin}/here`)
    expect(asked).toEqual(['HEAD /here northlight'])
  })

  test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1', '0.0.0.0'])(
    'never reaches this machine or its network, at %s',
    async (host) => {
      asked.length = 0
      const outside = createPageVisits({ ca: certificate.cert })
      expect(await outside(`https://${host}:${portOf(server.address())}/here`)).toBe('silent')
      expect(asked).toEqual([])
    },
  )

  test('trusts nobody whom nobody vouches for', async () => {
    expect(await createPageVisits({ privateAddresses: ['127.0.0.1'] })(`${origin}/here`)).toBe('silent')
  })
})

test('a host that is not there has no pages', async () => {
  // RFC 6761 §6.4: such a name never exists; a machine that cannot ask anybody says that it does not know.
  expect(['missing', 'silent']).toContain(await createPageVisits()('https://nobody.invalid/'))
})

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
