import { describe, expect, test } from 'vitest'
import { causeWords } from './cause-words.ts'
import { readRepository, type SourceFile } from './repository.ts'

/** What runs in every deployment, whatever it campaigns for, and what it says. */
const program = /^(src|emails|workers)\/(?!previews\/).*\.(ts|tsx|js|css|sql)$|^messages\/.*\.json$/

const namesCause = ({ path, text }: SourceFile): boolean => program.test(path) && causeWords.test(text)

describe('no program names the cause of the seed library', () => {
  test('in its code, its styles, its migrations and its words', () => {
    const files = readRepository()
    expect(files.filter(namesCause).map(({ path }) => path)).toEqual([])
    const read = files.filter(({ path }) => program.test(path)).map(({ path }) => path)
    expect(read.length).toBeGreaterThan(200)
    expect(read).toEqual(expect.arrayContaining(['messages/en.json', 'messages/ko.json']))
  })

  test.each([
    'src/domain/a.ts',
    'workers/a.ts',
    'emails/a.tsx',
    'src/http/public/assets/a.css',
    'src/database/migrations/0000_a.sql',
    'messages/en.json',
  ])('a planted one is caught in %s', (path) => {
    expect(namesCause({ path, text: '// North Korea' })).toBe(true)
    expect(namesCause({ path, text: '탈북민' })).toBe(true)
    expect(namesCause({ path, text: 'a letter' })).toBe(false)
  })
})
