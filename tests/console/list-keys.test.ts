import { expect, test } from 'vitest'
import { holdsWords } from '../../console/parts/holds-words.ts'
import { pressedKey } from '../../console/parts/pressed-key.ts'

test.each([
  [{ key: 'j', code: 'KeyJ', shiftKey: false }, 'j'],
  [{ key: 'J', code: 'KeyJ', shiftKey: false }, 'j'],
  [{ key: 'J', code: 'KeyJ', shiftKey: true }, 'J'],
  [{ key: 'ㅓ', code: 'KeyJ', shiftKey: false }, 'j'],
  [{ key: 'Process', code: 'KeyK', shiftKey: false }, 'k'],
  [{ key: 'ㅃ', code: 'KeyQ', shiftKey: true }, 'Q'],
  [{ key: '?', code: 'Slash', shiftKey: true }, '?'],
  [{ key: 'ArrowDown', code: 'ArrowDown', shiftKey: false }, 'ArrowDown'],
  [{ key: 'j', code: 'KeyC', shiftKey: false }, 'j'],
])('of %j it is %s that is meant', (press, meant) => {
  expect(pressedKey(press)).toBe(meant)
})

test.each([
  ['', true],
  ['  ', true],
  ['UN vote', true],
  ['표결 un', true],
  ['유엔표결', true],
  ['ｕｎ', true],
  ['표결'.normalize('NFD'), true],
  ['resolution', false],
  ['vote seoul', false],
])('the words “%s” are held by a name in two languages: %s', (words, isHeld) => {
  expect(holdsWords(['UN vote', '유엔 표결'], words)).toBe(isHeld)
})
