import { expect, test } from 'vitest'
import { bounceKindOf } from '#domain/bounce-kind'

test.for(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])('%s says that the address is dead', (status) => {
  expect(bounceKindOf(status)).toBe('hard')
  expect(bounceKindOf(status, 550)).toBe('hard')
})

test.for([
  ['4.1.1', 'may turn out otherwise later'],
  ['4.4.1', 'was given up after days without an answer'],
  ['5.0.0', 'names no reason'],
  ['5.1.0', 'names no reason but the address of somebody'],
  ['5.1.7', 'is about the sender'],
  ['5.1.8', 'is about the domain of the sender'],
  ['5.2.2', 'is a full mailbox'],
  ['5.3.4', 'is a message too large'],
  ['5.4.1', 'is a host that was down'],
  ['5.4.4', 'is a resolver that failed'],
  ['5.7.1', 'is a policy'],
  ['5.7.26', 'is a failed check of our own domain'],
  ['5.7.606', 'is a blocklisting'],
  ['2.1.5', 'is no failure'],
  ['5.1.1.', 'is no status'],
  ['constructor', 'is no status'],
  ['', 'is no status'],
  [null, 'is missing'],
] as const)('%s costs nobody the letters: it %s', ([status]) => {
  expect(bounceKindOf(status)).toBe('soft')
  expect(bounceKindOf(status, 550)).toBe('soft')
})

test('a reply without a status says nothing about the address, but for a domain that takes no mail', () => {
  for (const replyCode of [421, 450, 550, 551, 552, 553, 554]) expect(bounceKindOf(null, replyCode)).toBe('soft')
  expect(bounceKindOf(null, 556)).toBe('hard')
  expect(bounceKindOf('5.1.10', 556)).toBe('hard')
})

test('a status that its own reply contradicts is not believed', () => {
  expect(bounceKindOf('5.1.1', 450)).toBe('soft')
  expect(bounceKindOf('5.1.1', 250)).toBe('soft')
})

test('a host that turns us away at the door does not make a mailbox dead', () => {
  expect(bounceKindOf('5.2.1', 521)).toBe('soft')
  expect(bounceKindOf('5.2.1', 554)).toBe('soft')
  expect(bounceKindOf('5.1.1', 554)).toBe('hard')
})
