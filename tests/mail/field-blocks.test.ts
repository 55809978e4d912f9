import { expect, test } from 'vitest'
import { readFieldBlocks } from '#mail/field-blocks'

function read(text: string): Record<string, string>[] {
  return readFieldBlocks(text).map((block) => Object.fromEntries(block))
}

test('blocks are what empty lines separate, and names have no case', () => {
  const text = 'Reporting-MTA: dns; a.example\r\n\r\n \r\nAction : failed\r\nSTATUS:5.1.1\r\n'
  expect(read(text)).toEqual([{ 'reporting-mta': 'dns; a.example' }, { action: 'failed', status: '5.1.1' }])
})

test('a folded value is one line, and what continues nothing is passed over', () => {
  expect(read(' astray\nDiagnostic-Code: smtp; 550\n\t5.1.1 no\n  such user\nno field\n astray\nB: c')).toEqual([
    { 'diagnostic-code': 'smtp; 550 5.1.1 no such user', b: 'c' },
  ])
})

test('the first of a name counts, with what continues it and not with what continues the second', () => {
  expect(read('Action: failed\nAction: delivered\n delivered\nStatus: 5.1.1')).toEqual([
    { action: 'failed', status: '5.1.1' },
  ])
})

test('a name that is none, or that a map might take for its own, does no harm', () => {
  expect(read('A b: c\n: d\ncafé: e\n__proto__: f\nconstructor: g')).toHaveLength(1)
  expect(readFieldBlocks('__proto__: f')[0]?.get('__proto__')).toBe('f')
})
