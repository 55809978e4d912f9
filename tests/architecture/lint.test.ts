import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './repository.ts'

/**
 * A rule that is misspelt or switched off says nothing, so every rule that the house relies on is shown a violation.
 * Each line: the rule, the file it is planted in, the text.
 */
const planted: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'typescript(no-floating-promises)',
    'src/actions/a1.ts',
    'async function work() {}\nexport function run() {\n  work()\n}',
  ],
  [
    'typescript(no-misused-promises)',
    'src/actions/a2.ts',
    'export const run = (work: () => Promise<void>) => [1].forEach(work)',
  ],
  ['typescript(await-thenable)', 'src/actions/a3.ts', 'export async function run() {\n  await 1\n}'],
  ['typescript(no-explicit-any)', 'src/actions/a4.ts', 'export function run(value: any) {\n  return typeof value\n}'],
  [
    'typescript(no-unsafe-assignment)',
    'src/actions/a5.ts',
    `export const run = () => {\n  const value = JSON.parse('1')\n  return String(value)\n}`,
  ],
  [
    'typescript(no-unsafe-member-access)',
    'src/actions/a6.ts',
    `export const run = () => String(JSON.parse('{}').name)`,
  ],
  ['typescript(ban-ts-comment)', 'src/actions/a7.ts', `// @ts-${'ignore'}\nexport const run: string = 1`],
  ['typescript(no-non-null-assertion)', 'src/actions/a8.ts', 'export const run = (list: string[]) => list[0]!'],
  [
    'typescript(switch-exhaustiveness-check)',
    'src/actions/a9.ts',
    `export function run(kind: 'a' | 'b') {\n  switch (kind) {\n    case 'a':\n      return 1\n  }\n  return 2\n}`,
  ],
  [
    'typescript(consistent-type-imports)',
    'src/actions/b1.ts',
    `import { Refusal } from '../domain/refusal.ts'\nexport type Run = Refusal`,
  ],
  ['eslint(no-restricted-globals)', 'src/domain/b2.ts', 'export const run = () => new Date()'],
  ['eslint(no-restricted-properties)', 'src/domain/b3.ts', 'export const run = () => Temporal.Now.instant()'],
  ['eslint(no-restricted-properties)', 'src/http/b4.ts', 'export const run = () => Math.random()'],
  ['eslint(no-restricted-properties)', 'src/http/b5.ts', `export const run = () => process.env['PORT']`],
  ['eslint(no-restricted-properties)', 'src/runtimes/launch.ts', 'export const run = () => Math.random()'],
  ['eslint(no-restricted-properties)', 'src/runtimes/build-world.ts', `export const run = () => process.env['PORT']`],
  ['eslint(no-restricted-properties)', 'bench/b6.ts', 'export const run = () => Math.random()'],
  ['eslint(no-console)', 'src/actions/b7.ts', `export const run = () => console.log('x')`],
  ['eslint(no-console)', 'workers/b8.ts', `export const run = () => console.error('x')`],
  ['eslint(eqeqeq)', 'src/domain/b9.ts', 'export const run = (a: number) => a == 1'],
  ['eslint(max-lines)', 'src/domain/c1.ts', `export const run = [\n${'  1,\n'.repeat(301)}]`],
  ['eslint(max-lines-per-function)', 'src/domain/c2.ts', `export function run() {\n${'  work()\n'.repeat(81)}}`],
  ['import(no-cycle)', 'src/domain/c3.ts', `import { b } from './c4.ts'\nexport const a = () => b`],
  ['import(no-cycle)', 'src/domain/c4.ts', `import { a } from './c3.ts'\nexport const b = () => a`],
  ['import(no-default-export)', 'src/domain/c5.ts', 'export default 1'],
  ['react(no-danger)', 'emails/c6.tsx', `export const Run = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />`],
  ['unicorn(prefer-node-protocol)', 'src/runtimes/c7.ts', `import { join } from 'path'\nexport const run = join('a')`],
  [
    'vitest(no-focused-tests)',
    'tests/c8.test.ts',
    `import { expect, test } from 'vitest'\ntest.${'only'}('x', () => expect(1).toBe(1))`,
  ],
  ['vitest(expect-expect)', 'tests/c9.test.ts', `import { test } from 'vitest'\ntest('x', () => {})`],
]

/** What the named places may do. */
const allowed: readonly (readonly [path: string, text: string])[] = [
  ['src/database/columns.ts', 'export const run = (value: Date) => value.toISOString()'],
  ['src/runtimes/build-world.ts', 'export const now = () => Temporal.Now.instant()'],
  ['src/runtimes/launch.ts', 'export const now = () => Temporal.Now.instant()'],
  ['workers/main.ts', `export const port = process.env['PORT']`],
]

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string(), help: z.string().optional() })),
  number_of_files: z.number(),
})

describe('oxlint', () => {
  const directory = mkdtempSync(join(tmpdir(), 'northlight-lint-'))
  let found: z.infer<typeof reportSchema>

  beforeAll(() => {
    for (const name of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json', 'src/domain/refusal.ts']) {
      cpSync(join(root, name), join(directory, name))
    }
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
    plant(directory, 'tsconfig.json', '{ "extends": "./tsconfig.base.json", "compilerOptions": { "types": ["node"] } }')
    for (const [, path, text] of planted) plant(directory, path, `${text}\n`)
    found = lint(directory)
  })

  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  test('reads every file that is planted', () => {
    expect(found.number_of_files).toBeGreaterThanOrEqual(planted.length)
  })

  test.each(planted)('%s is caught in %s', (rule, path) => {
    const rules = found.diagnostics.filter(({ filename }) => filename.endsWith(path)).map(({ code }) => code)
    expect(rules).toContain(rule)
  })

  test('the messages of our own bans name what to use instead', () => {
    const bans = found.diagnostics.filter(({ code }) => code.startsWith('eslint(no-restricted'))
    expect(bans.length).toBeGreaterThanOrEqual(7)
    expect(bans.filter(({ help = '' }) => !/[A-Z].* .*\.$/.test(help))).toEqual([])
  })

  test('the named places may do what only they may', () => {
    for (const [path, text] of allowed) plant(directory, path, `${text}\n`)
    const { diagnostics } = lint(directory)
    expect(diagnostics.filter(({ filename }) => allowed.some(([path]) => filename.endsWith(path)))).toEqual([])
  })

  test('warnings fail too: a lint that finds nothing but warnings ends with an error', () => {
    const only = join(directory, 'only')
    mkdirSync(only)
    cpSync(join(root, '.oxlintrc.json'), join(only, '.oxlintrc.json'))
    writeFileSync(join(only, 'a.ts'), 'export const run = (a: number) => a == 1\n')
    expect(spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--warn=eqeqeq'], { cwd: only }).status).not.toBe(0)
  })
})

function plant(directory: string, path: string, text: string): void {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), text)
}

function lint(directory: string): z.infer<typeof reportSchema> {
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), ['--format=json'], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  return reportSchema.parse(JSON.parse(stdout))
}
