import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { World } from '#actions/world'
import { findEntry } from '#database/library-queries'
import { staffWordsIn } from '#http/staff/staff-words'
import { checkContent, readSyncWish, syncContent } from '#runtimes/content-commands'
import { CommandError } from '#runtimes/command-line'
import { prepareDatabase } from '#runtimes/prepare-database'
import { readContent } from '#runtimes/read-content'
import { createTestWorld, type TestWorld } from '../support/world.ts'

const rivers = join(import.meta.dirname, '../support/river-library')
const english = staffWordsIn('en')

let testWorld: TestWorld
let folder: string
let world: World

beforeAll(async () => {
  testWorld = await createTestWorld({ contentDirectory: rivers })
})

afterAll(() => testWorld.close())

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'northlight-content-'))
  await cp(rivers, folder, { recursive: true })
  world = { ...testWorld.world, readSeed: () => readContent(folder) }
  await sync('--apply')
})

afterEach(() => rm(folder, { recursive: true }))

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
  await writeFile(join(folder, file), text.replaceAll(from, to))
}

const sync = async (line = ''): Promise<string> =>
  (await syncContent(world, readSyncWish(line.split(' ').filter(Boolean)), english)).told

describe('content:sync', () => {
  test('says that there is nothing to do', async () => {
    expect(await sync()).toBe('Everything is as in the seed library.')
  })

  test('shows what it would do, does it when asked to, and then has nothing to do', async () => {
    await change('issues.json', 'Where the river can be swum in', 'Where to swim')
    const shown = await sync()
    expect(shown).toContain('issue/clean-water: changed in the seed library (brief.en.title)')
    expect(shown).toContain('0 new, 1 changed, 0 edited here, 0 gone from the seed library.')
    expect(shown).toMatch(/Nothing was changed\. .*\n {2}npm run content:sync -- --apply$/)
    expect(await sync()).toBe(shown)
    expect(await sync('--apply')).toContain('What was new and what was changed is done.')
    expect(await sync()).toBe('Everything is as in the seed library.')
  })

  test('writes the same for machines', async () => {
    await change('cause.json', 'Letters on clean rivers', 'Letters on rivers')
    expect(JSON.parse(await sync('--json'))).toEqual({
      isApplied: false,
      steps: [{ what: 'updated', kind: 'cause', id: 'cause', fields: ['title.en'] }],
    })
    expect(JSON.parse(await sync('--apply --json'))).toMatchObject({ isApplied: true, steps: [{ what: 'updated' }] })
  })

  test('names every fault and changes nothing', async () => {
    const before = await findEntry(testWorld.world.database, 'issue', 'clean-water')
    await change('issues.json', 'Fourteen of twenty', 'Another subject')
    await change('playbooks.json', '"issue": "clean-water"', '"issue": "weather"')
    const faultOf = (step: string): string =>
      `content/playbooks.json, rivers-day: step ${step}: issue: issues.json has no weather. Add weather to issues.json, or name one that is there.`
    await expect(sync('--apply')).rejects.toThrow(new CommandError(`${faultOf('-7')}\n${faultOf('0')}`))
    const { told, isSound } = await syncContent(world, { isApplied: true, isJson: true }, english)
    expect(isSound).toBe(false)
    expect(JSON.parse(told)).toMatchObject({
      faults: [{ file: 'playbooks.json', rule: 'missing' }, { rule: 'missing' }],
    })
    expect(await findEntry(testWorld.world.database, 'issue', 'clean-water')).toEqual(before)
  })

  test.each(['apply', '--aply', '--apply now', '--json=yes'])('answers “%s” with how to use it', (line) => {
    expect(() => readSyncWish(line.split(' '))).toThrow(/^Usage: npm run content:sync/)
  })
})

describe('content:check', () => {
  const check = (locale: 'en' | 'ko' = 'en'): Promise<string> =>
    checkContent(folder, { words: staffWordsIn(locale), locale })

  test('counts what a library holds', async () => {
    expect(await check()).toBe(
      `${folder} can be used: 1 topic, 1 fact, 1 observance, 1 issue, 1 playbook, 0 letters.\n` +
        'The drafts that it leads to hold nothing that its cautions warn of.',
    )
  })

  test('shows what the library warns of in its own letters, with what such checks are worth', async () => {
    await change('issues.json', '"Fourteen of twenty"', '"Of sewage"')
    const shown = await check()
    expect(shown).toContain('clean-water, en: “sewage”. Keep it off the subject.')
    expect(shown).toMatch(/They are an aid, and no guarantee\.$/)
    expect(await check('ko')).toMatch(/보장하지는 않습니다\.$/)
  })

  test.each<[string, (file: string) => Promise<void>, string]>([
    ['a file that is not there', (file) => rm(file), 'is missing'],
    ['a file that is no JSON', (file) => writeFile(file, '{"title": '), 'is no JSON: '],
    [
      'a file in another encoding',
      (file) => writeFile(file, Buffer.from([0x7b, 0xb0, 0xad, 0x7d])),
      'is not written in UTF-8',
    ],
  ])('names %s', async (_, spoil, problem) => {
    await spoil(join(folder, 'cause.json'))
    await expect(check()).rejects.toThrow(`content/cause.json, the whole file: ${problem}`)
  })

  test('takes a file that begins with a byte order mark', async () => {
    const file = join(folder, 'cause.json')
    await writeFile(file, `\u{feff}${await readFile(file, 'utf8')}`)
    expect(await check()).toContain('can be used')
  })
})

describe('preparing a database', () => {
  test('again and again, also at once, adds what is new and overwrites nothing', async () => {
    await change('cause.json', 'Letters on clean rivers', 'Another title')
    await change('topics.json', '"slug": "river-days"', '"slug": "other-days"')
    for (const file of ['issues.json', 'playbooks.json']) await change(file, '"river-days"', '"other-days"')
    const { url, database } = testWorld.testDatabase
    const before = await findEntry(database, 'cause', 'cause')
    await Promise.all([1, 2, 3].map(() => prepareDatabase(url, { contentDirectory: folder })))
    expect(await findEntry(database, 'cause', 'cause')).toEqual(before)
    const { rows } = await testWorld.testDatabase.pool.query('select id from topics order by id')
    expect(rows).toEqual([{ id: 'other-days' }, { id: 'river-days' }])
  })

  test('from a library with a fault changes nothing, and says what to mend', async () => {
    await change('cause.json', 'https://rivers.example/donate', 'http://rivers.example/donate')
    await expect(prepareDatabase(testWorld.testDatabase.url, { contentDirectory: folder })).rejects.toMatchObject({
      name: 'ConfigError',
      problems: [
        'content/cause.json, links: donate: must be a full https address. content/README.md says what belongs there.',
      ],
    })
  })

  test('notes once since when the calendar is kept', async () => {
    const since = async (): Promise<unknown> =>
      (await testWorld.testDatabase.pool.query('select since::text from calendar_kept')).rows
    expect(await since()).toHaveLength(1)
    await testWorld.testDatabase.pool.query(`update calendar_kept set since = '2026-01-01'`)
    await prepareDatabase(testWorld.testDatabase.url, { contentDirectory: rivers })
    expect(await since()).toEqual([{ since: '2026-01-01' }])
  })
})
