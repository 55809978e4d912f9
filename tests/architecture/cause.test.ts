import { describe, expect, test } from 'vitest'
import { readRepository, type SourceFile } from './repository.ts'

/** Words for the cause of the seed library, which belong into `content/` and nowhere else. */
const causeWords = /north[ -]?korea|dprk|pyongyang|defector|escapee|북한|탈북|북향/i

/** What runs in every deployment, whatever it campaigns for. */
const program = /^(src|emails|workers)\/(?!previews\/).*\.(ts|tsx|js|css|sql)$/

const namesCause = ({ path, text }: SourceFile): boolean => program.test(path) && causeWords.test(text)

describe('no program names the cause of the seed library', () => {
  test('in its code, its styles and its migrations', () => {
    const files = readRepository()
    expect(files.filter(namesCause).map(({ path }) => path)).toEqual([])
    expect(files.filter(({ path }) => program.test(path)).length).toBeGreaterThan(200)
  })

  test.each(['src/domain/a.ts', 'workers/a.ts', 'emails/a.tsx', 'src/http/public/assets/a.css'])(
    'a planted one is caught in %s',
    (path) => {
      expect(namesCause({ path, text: '// North Korea' })).toBe(true)
      expect(namesCause({ path, text: '탈북민' })).toBe(true)
      expect(namesCause({ path, text: 'a letter' })).toBe(false)
    },
  )
})
