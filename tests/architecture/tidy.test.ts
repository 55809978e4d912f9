import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRepository, root, type SourceFile } from './repository.ts'
import { sharedByActions, syntaxRules } from './syntax-rules.ts'
import { tidyRules, type TidyRule } from './tidy-rules.ts'

const files = readRepository()
const rules: Readonly<Record<string, TidyRule>> = { ...tidyRules, ...syntaxRules }

/** The least number of files that each kind of rule must have looked at. */
const seenMin: Readonly<Record<string, number>> = {
  'an action is named like its file': 15,
  'what others use has a docstring': 30,
  'links in documents lead somewhere': 4,
  'every test runs': 40,
  'tests wait for something, not for a while': 40,
  'no module is stubbed': 40,
}

describe('the repository is tidy', () => {
  test.each(Object.keys(rules))('%s', (name) => {
    const rule = rules[name]
    const seen = files.filter(({ path }) => rule?.appliesTo.test(path))
    expect(seen.flatMap((file) => (rule?.faultsOf(file) ?? []).map((fault) => `${file.path}: ${fault}`))).toEqual([])
    expect(seen.length).toBeGreaterThanOrEqual(seenMin[name] ?? 100)
  })

  test('every test file belongs to a project of vitest.config.ts and is run', () => {
    const list = execFileSync(join(root, 'node_modules/.bin/vitest'), ['list', '--filesOnly'], {
      cwd: root,
      encoding: 'utf8',
    })
    const known = list.split('\n').map((line) => line.replace(/^\[\w+\] /, '').trim())
    const testFiles = files.map(({ path }) => path).filter((path) => /\.test\.tsx?$/.test(path))
    expect(testFiles.filter((path) => !known.includes(path))).toEqual([])
    expect(testFiles.length).toBeGreaterThan(20)
  })

  test('what actions share is still there', () => {
    const paths = files.map(({ path }) => path)
    expect(sharedByActions.filter((path) => !paths.includes(path))).toEqual([])
  })
})

describe('a planted fault is caught', () => {
  const at = '@'
  const long = (lines: number): string => `export function first() {\n${'  work()\n'.repeat(lines)}}\n`

  test.each<[rule: string, file: SourceFile]>([
    ['a file has at most 300 lines', { path: 'src/domain/a.ts', text: 'x\n'.repeat(301) }],
    ['nothing is left over', { path: 'src/domain/a.ts', text: `// ${'to' + 'do'.toLowerCase()}`.toUpperCase() }],
    ['a file name says what is in the file', { path: 'src/domain/date-utils.ts', text: '' }],
    ['a file name says what is in the file', { path: 'src/http/Helper.tsx', text: '' }],
    ['no path of one machine', { path: 'README.md', text: ['see ', 'home', 'kim', 'notes'].join('/') }],
    ['addresses are nobody’s', { path: 'tests/a.test.ts', text: `'reader${at}mail.kr'` }],
    ['addresses are nobody’s', { path: 'README.md', text: `write to team${at}example.com` }],
    ['addresses are nobody’s', { path: 'README.md', text: `write to 독자${at}메일.한국` }],
    ['no secret is written down', { path: 'a.ts', text: ['-----BEGIN', 'PRIVATE KEY-----'].join(' ') }],
    ['no secret is written down', { path: 'a.ts', text: ['re', 'AbCdEfGh', 'AbCdEfGhIjKlMnOp'].join('_') }],
    ['no secret is written down', { path: 'a.ts', text: `const ${'pass' + 'word'} = '${'a1B2'.repeat(8)}'` }],
    ['types are not talked round', { path: 'src/a.ts', text: `x ${['as', 'unknown', 'as'].join(' ')} Y` }],
    ['every test runs', { path: 'tests/a.test.ts', text: `${'test'}.only('x')` }],
    ['every test runs', { path: 'tests/a.test.ts', text: `${'describe'}.skip.each([])` }],
    ['tests wait for something, not for a while', { path: 'tests/a.test.ts', text: `await ${'sleep'}(100)` }],
    ['tests wait for something, not for a while', { path: 'tests/a.test.ts', text: `${'set' + 'Timeout'}(done, 100)` }],
    ['no module is stubbed', { path: 'tests/a.test.ts', text: `vi.${'mock'}('../src/a.ts')` }],
    ['links in documents lead somewhere', { path: 'docs/a.md', text: 'see [this](../missing.md)' }],
    ['links in documents lead somewhere', { path: 'docs/a.md', text: '# One\n[two](#two)' }],
    ['a function has at most 80 lines', { path: 'src/a.ts', text: long(81) }],
    ['an action is named like its file', { path: 'src/actions/send-mail.ts', text: 'export function mail() {}' }],
    ['what others use has a docstring', { path: 'src/domain/a.ts', text: 'export function first() {}' }],
    ['what others use has a docstring', { path: 'src/domain/a.ts', text: 'export type A = {\n  b: string\n}' }],
  ])('%s: %o', (name, file) => {
    const rule = rules[name]
    expect(rule?.appliesTo.test(file.path)).toBe(true)
    expect(rule?.faultsOf(file)).toHaveLength(1)
  })

  test.each<[rule: string, file: SourceFile]>([
    ['no path of one machine', { path: 'README.md', text: 'https://partner.example/work/home and `/u/:token`' }],
    [
      'addresses are nobody’s',
      { path: 'a.ts', text: `reader${at}example.org, a${at}sub.list.example, npm:a${at}1.0.0` },
    ],
    ['every test runs', { path: 'tests/a.test.ts', text: `test.skipIf(!redis)('x'); test.runIf(redis)('y')` }],
    [
      'links in documents lead somewhere',
      { path: 'README.md', text: '# One two\n[a](#one-two) [b](LICENSE) `[c](d)`' },
    ],
    ['a function has at most 80 lines', { path: 'tests/a.ts', text: `describe('x', () => {\n${'\n'.repeat(90)}})` }],
    [
      'an action is named like its file',
      { path: 'src/actions/send-mail.ts', text: 'export async function sendMail() {}' },
    ],
    ['what others use has a docstring', { path: 'src/domain/a.ts', text: '/** A. */\nexport function a() {}' }],
  ])('and what is right passes: %s: %o', (name, file) => {
    expect(rules[name]?.faultsOf(file)).toEqual([])
  })
})
