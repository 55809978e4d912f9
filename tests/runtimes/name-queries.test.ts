import { expect, test } from 'vitest'
import { createNameQueries } from '#runtimes/name-queries'
import { startNameServer } from './name-server.ts'

const long = 'p='.padEnd(300, 'A')

test('text records are read from the DNS as it answers', async () => {
  await using server = await startNameServer({
    'news.example': [['v=spf1 mx -all'], ['another=1']],
    'letters._domainkey.news.example': [['v=DKIM1; k=rsa; ', long.slice(0, 255), long.slice(255)]],
    'empty.example': [],
    'failing.example': { code: 2 },
  })
  const { textRecords } = createNameQueries({ servers: [server.address] })
  expect((await textRecords('news.example'))?.toSorted()).toEqual(['another=1', 'v=spf1 mx -all'])
  expect(await textRecords('letters._domainkey.news.example')).toEqual([`v=DKIM1; k=rsa; ${long}`])
  expect(await textRecords('empty.example')).toEqual([])
  expect(await textRecords('unknown.example')).toEqual([])
  expect(await textRecords('failing.example')).toBeNull()
})

test('a server that is not there is told from a name that is not there', async () => {
  const server = await startNameServer({})
  await server[Symbol.asyncDispose]()
  expect(await createNameQueries({ servers: [server.address] }).textRecords('news.example')).toBeNull()
})

test('servers that take mail are read in the order in which they are tried', async () => {
  await using server = await startNameServer({
    'news.example': {
      servers: [
        [20, 'later.example'],
        [10, 'first.example'],
      ],
    },
    'silent.example': { servers: [[0, '']] },
    'failing.example': { code: 2 },
  })
  const { mailServers } = createNameQueries({ servers: [server.address] })
  expect(await mailServers('news.example')).toEqual(['10 first.example', '20 later.example'])
  expect(await mailServers('silent.example')).toEqual([])
  expect(await mailServers('unknown.example')).toEqual([])
  expect(await mailServers('failing.example')).toBeNull()
})
