import { describe, expect, test } from 'vitest'
import { Refusal } from '#domain/refusal'
import { createLogger } from '#runtimes/logger'
import { canaries, findCanaries } from '../support/canaries.ts'

const [heron, wren] = canaries.addresses

/** What a logger writes, as text and as the JSON that every line must stay. */
function logged(write: (log: ReturnType<typeof createLogger>) => void): { text: string; lines: unknown[] } {
  let text = ''
  write(createLogger('trace', 'test', { write: (line) => void (text += line) }))
  return {
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  }
}

const places: Record<string, (log: ReturnType<typeof createLogger>) => void> = {
  'the message': (log) => log.info(`could not reach ${heron}`),
  'the message after a line break': (log) => log.info(`to\n${heron}\tor\\${wren}`),
  'a placeholder': (log) => log.info('to %s', heron),
  'a nested object': (log) => log.info({ a: { b: { c: { d: { e: { f: heron } } } } } }),
  'a key': (log) => log.info({ [heron]: 1 }),
  'an array': (log) => log.info({ list: [[heron], { deep: [wren] }] }),
  'another case': (log) => log.info(heron.toUpperCase()),
  'a URL': (log) => log.info(`GET https://news.example.org/x?to=${encodeURIComponent(heron)}`),
  'a mailto link': (log) => log.info(`<mailto:${heron}>`),
  'an error': (log) => log.error(new Error(`550 <${heron}> unknown`)),
  'an error beside a message': (log) => log.error({ err: new Error(heron) }, 'failed'),
  'an error under another key': (log) => log.error({ reason: new Error(heron), list: [new Error(wren)] }),
  'the cause of a cause': (log) =>
    log.error(new Error('outer', { cause: new Error('middle', { cause: new Error(heron) }) })),
  'collected errors': (log) => log.error(new AggregateError([new Error(heron), new Error(wren)], 'both')),
  'a field of an error': (log) =>
    log.error(Object.assign(new Error('duplicate'), { detail: `(${heron})`, rows: [wren] })),
  'something thrown that is no error': (log) => log.error({ err: new Error('odd', { cause: { to: heron } }) }),
  'the values of a failed query': (log) =>
    log.error(
      new Error(
        `Failed query: insert into subscribers values ($1)\nparams: "a" \\ ,${canaries.names[0]},${canaries.names[1]}`,
      ),
    ),
  'the binding of a child': (log) => log.child({ list: [heron] }).info('hello'),
}

describe('an address never reaches a line', () => {
  test.for(Object.entries(places))('in %s', ([, write]) => {
    const { text } = logged(write)
    expect(findCanaries(text)).toEqual([])
    expect(text).toContain('{"level"')
  })
})

const spellings: Record<string, string> = {
  plain: 'jay@leak.example',
  'with a tag': 'jay+tag.x=y@leak.example',
  'in Hangul': '까치@새.example',
  'with a quoted local part': '"jay bird"@leak.example',
  'at an address literal': 'jay@[192.0.2.7]',
  'without a dot in the domain': 'jay@localhost',
  'percent-encoded': 'jay%40leak.example',
  'as an HTML entity': 'jay&#64;leak.example',
  'with a full-width at sign': 'jay＠leak.example',
}

test.for(Object.entries(spellings))('an address %s is replaced', ([, spelling]) => {
  const { lines } = logged((log) => log.info(`(${spelling})`))
  expect(lines[0]).toMatchObject({ msg: '([address])' })
})

const secrets: Record<string, { line: string; is: string }> = {
  'a Resend key': { line: 'key re_abcdefgh_12 refused', is: 'key [key] refused' },
  'a webhook secret': { line: 'whsec_abc/def+12==.', is: '[key].' },
  'a confirmation link': { line: 'GET /confirm/1.abc-DEF_9?x=1', is: 'GET /confirm/[token]?x=1' },
  'an unsubscribe link': { line: 'https://news.example.org/u/abc.def', is: 'https://news.example.org/u/[token]' },
  'a preferences link': { line: '"/preferences/abc"', is: '"/preferences/[token]"' },
  'a link to a new address': { line: '/address/abc.def', is: '/address/[token]' },
  'a page behind a preferences link': { line: '/preferences/abc.def/address', is: '/preferences/[token]/address' },
  'a block link': { line: '%2Fblock%2Fabc', is: '%2Fblock%2F[token]' },
  'credentials in a URL': { line: 'redis://:pa:ss@wo@rd@queue.test/0', is: 'redis://[credentials]@queue.test/0' },
}

test.for(Object.entries(secrets))('%s is replaced', ([, { line, is }]) => {
  expect(logged((log) => log.info(line)).lines[0]).toMatchObject({ msg: is })
})

test('fields that are private by name are left out at any of three depths', () => {
  const { text, lines } = logged((log) =>
    log.info({ email: 'x', a: { password: 'hunter', b: { phrase: 'quiet river' } } }),
  )
  expect(lines[0]).toMatchObject({ email: '[private]', a: { password: '[private]', b: { phrase: '[private]' } } })
  expect(text).not.toMatch(/hunter|quiet river/)
})

test('what helps stays: type, code, stack, cause, and paths of packages', () => {
  const cause = Object.assign(new TypeError('connect failed'), { code: 'ECONNREFUSED' })
  const { lines, text } = logged((log) => log.error(new Refusal('topic-unknown'), 'see node_modules/@hono/node-server'))
  expect(lines[0]).toMatchObject({
    level: 'error',
    part: 'test',
    msg: 'see node_modules/@hono/node-server',
    err: { type: 'Refusal', code: 'topic-unknown' },
  })
  expect(text).toMatch(/"stack":"[^"]+logger\.test\.ts/)
  expect(logged((log) => log.error(new Error('outer', { cause }))).lines[0]).toMatchObject({
    err: { type: 'Error', cause: { type: 'TypeError', code: 'ECONNREFUSED', message: 'connect failed' } },
  })
})

test('the stack stays after the values of a failed query are removed', () => {
  const { text } = logged((log) => log.error(new Error('Failed query: select $1\nparams: quiet river')))
  expect(text).toMatch(/params: \[removed\]\\n +at [^"]+logger\.test\.ts/)
})
