import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planObservances } from '#actions/plan-observances'
import { auditEvents } from '#database/tables'
import type { Locale } from '#domain/locale'
import { staffWordsIn } from '#http/staff/staff-words'
import { readObservanceCommand } from '#runtimes/observance-commands'
import { CommandError } from '#runtimes/command-line'
import { assembleTeam } from '../support/campaigns.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld

beforeAll(async () => {
  testWorld = await createTestWorld({ now: '2026-11-10T09:00:00Z' })
  await assembleTeam(testWorld.world)
})

afterAll(() => testWorld.close())

const run = (args: string[], locale: Locale = 'en'): Promise<string> =>
  readObservanceCommand(args)(testWorld.world, { words: staffWordsIn(locale), locale })
const say = (line: string, locale?: Locale): Promise<string> => run(line.split(' '), locale)
const source = ['--source', 'https://press.example/vote', '--by', 'editor']

test('next lists the days to come, how sure they are, and what waits for a person', async () => {
  const lines = (await say('next --days 45')).split('\n')
  expect(lines[0]).toBe(
    '2026-11-14/2026-11-20  expected   unga-third-committee/2026  UN General Assembly Third Committee',
  )
  expect(lines).toContain('    → Somebody has to confirm its day with a source.')
  expect(lines.some((line) => line.startsWith('2026-12-10             fixed      human-rights-day/2026-12-10  '))).toBe(
    true,
  )
  expect(lines.join('\n')).not.toContain('2027-')
})

test('year lists a year, for machines too, and in Korean', async () => {
  const listed: unknown = JSON.parse(await say('year 2027 --json'))
  expect(listed).toContainEqual(
    expect.objectContaining({
      observanceId: 'nk-defectors-day',
      occurrence: '2027-07-14',
      certainty: 'fixed',
      needs: [],
      letters: expect.arrayContaining([{ offsetDays: 0, purpose: 'day', plannedFor: '2027-07-14', campaign: null }]),
    }),
  )
  expect(await say('year 2027', 'ko')).toContain(
    '2027-07-14             고정  nk-defectors-day/2027-07-14  북한이탈주민의 날',
  )
})

test('a day is named, confirmed, cancelled and reinstated in the name of a member of staff', async () => {
  expect(await run(['name', 'unga-third-committee', '2026', '2026-11-18', '--by', 'editor'])).toContain(
    'tentative  unga-third-committee/2026',
  )
  const confirmed = await run(['confirm', 'unga-third-committee', '2026', '2026-11-19', ...source])
  expect(confirmed).toMatch(/^2026-11-19 +confirmed  unga-third-committee\/2026/)
  expect(confirmed).toContain('Confirmed by editor: https://press.example/vote')
  const reason = ['--reason', 'The session was cut short.', '--by', 'editor']
  expect(await run(['cancel', 'unga-third-committee', '2026', ...reason])).toContain(
    'Cancelled by editor: The session was cut short.',
  )
  expect(await say('reinstate unga-third-committee 2026 --by editor')).toMatch(/^2026-11-19 +confirmed/)
  const events = await testWorld.world.database.select().from(auditEvents)
  expect(events.at(-1)).toMatchObject({ action: 'occurrence-reinstated', detail: { by: 'operator' } })
})

test('an outcome is recorded, and shown with those of other years', async () => {
  await run(['confirm', 'unga-third-committee', '2026', '2026-11-19', ...source])
  testWorld.clock.set('2026-11-19T18:00:00Z')
  const votes = ['--for', '88', '--against', '21', '--abstaining', '63', '--document', 'A/C.3/81/L.36']
  await run(['outcome', 'unga-third-committee', '2026', 'adopted-by-vote', ...votes, ...source])
  const shown = await say('show unga-third-committee 2026')
  expect(shown).toContain('It ended: adopted-by-vote 88:21:63 A/C.3/81/L.36')
  expect(shown).toMatch(/ {4}2025-11-\d\d {2}adopted-without-vote/)
  expect(JSON.parse(await say('show unga-third-committee 2026 --json'))).toMatchObject({ certainty: 'confirmed' })
})

test('letters are listed with what planning has made of them', async () => {
  testWorld.clock.set('2026-12-01T09:00:00Z')
  await planObservances(testWorld.world)
  const listed = await say('next --days 12')
  expect(listed).toContain('\n    2026-12-09  remind: draft: Human Rights Day 2026, D−1\n')
  expect(listed).toMatch(/\n {4}2026-12-17 {2}report: not begun$/)
})

describe('a mistake is named:', () => {
  test.each([
    [
      ['confirm', 'unga-third-committee', '2026', '2026-11-19', '--by', 'editor', '--source', 'press'],
      /sourceUrl: must be/,
    ],
    [['name', 'unga-third-committee', '2026', 'soon', '--by', 'editor'], /startsOn: /],
    [['outcome', 'unga-third-committee', '2026', 'won', ...source], /outcome\.result: /],
    [['show', 'unga-third-committee', 'soon'], /^Usage: npm run observances/],
    [['confirm', 'unga-third-committee', '2026', '2026-11-19'], /^Usage: npm run observances/],
    [['next', '--days', 'few'], /^Usage: npm run observances/],
    [['year', '26'], /^Usage: npm run observances/],
    [['constructor'], /^Usage: npm run observances/],
    [[], /^Usage: npm run observances/],
  ])('%j', (args, words) => {
    expect(() => readObservanceCommand(args)).toThrow(CommandError)
    expect(() => readObservanceCommand(args)).toThrow(words)
  })

  test('somebody who is not on the staff, or shares a name', async () => {
    const wish = (by: string) => run(['reinstate', 'unga-plenary', '2026', '--by', by])
    await expect(wish('nobody')).rejects.toThrow('Nobody on the staff is called nobody.')
    await addStaff(testWorld.world, 'editor', 'Twin')
    await addStaff(testWorld.world, 'editor', 'Twin')
    await expect(wish('Twin')).rejects.toThrow('More than one of the staff is called Twin.')
  })

  test('an occurrence that there is none of', async () => {
    await expect(say('show unga-plenary 2026-12-15')).rejects.toMatchObject({ code: 'not-found' })
  })
})
