import { describe, expect, test } from 'vitest'
import { readSeedLibrary } from '#domain/read-seed-library'
import { describeFault } from '#domain/seed-fault'
import type { SeedFiles } from '#domain/seed-library'
import { seedFiles } from './support/seed.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The files of the seed library with one value put in its place, or taken away where it is undefined. */
function filesWith(way: readonly (string | number)[], value: Json | undefined): SeedFiles {
  const files: Record<string, unknown> = structuredClone(seedFiles)
  let place: Record<string | number, unknown> = files
  for (const key of way.slice(0, -1)) place = place[key] as Record<string | number, unknown>
  const last = way.at(-1) ?? ''
  if (value === undefined) delete place[last]
  else place[last] = value
  return files
}

const faultsOf = (files: SeedFiles): string[] => readSeedLibrary(files).faults.map(describeFault)
const atId = (part: 'facts' | 'observances' | 'issues', id: string): number =>
  seedFiles[part].findIndex((entry) => entry.id === id)
const seriesOf = (id: string): number => seedFiles.playbooks.series.findIndex(({ observance }) => observance === id)

test('the seed library can be read', () => {
  expect(faultsOf(seedFiles)).toEqual([])
  expect(readSeedLibrary(seedFiles).library?.observances).toHaveLength(21)
})

describe('a file that is wrong by itself is told of with its entry and what belongs there', () => {
  const readme = 'content/README.md says what belongs there.'

  test.each<[way: (string | number)[], value: Json | undefined, fault: string]>([
    [
      ['observances', atId('observances', 'nk-defectors-day'), 'rule', 'rrule'],
      'FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=14',
      `content/observances.json, nk-defectors-day: rule.rrule: BYMONTH must be numbers from 1 to 12, with commas between. ${readme}`,
    ],
    [
      ['observances', atId('observances', 'nk-defectors-day'), 'rule', 'rrule'],
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      `content/observances.json, nk-defectors-day: rule.rrule: the rule falls on no day in forty years. ${readme}`,
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'rule', 'usualWindow', 'from'],
      '02-30',
      `content/observances.json, hrc-resolution: rule.usualWindow.from: must be a month and a day, such as 03-21. ${readme}`,
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'timeZone'],
      'Europe/Genf',
      'content/observances.json, hrc-resolution: timeZone: is no time zone. Name a zone of the IANA database in its own spelling, such as Asia/Seoul.',
    ],
    [
      ['issues', atId('issues', 'resettlement'), 'brief', 'en', 'subject'],
      '',
      `content/issues.json, resettlement: brief.en.subject: must not be empty. ${readme}`,
    ],
    [
      ['issues', atId('issues', 'resettlement'), 'brief', 'ko', 'title'],
      '두 줄\n제목',
      'content/issues.json, resettlement: brief.ko.title: is not one line of visible characters. Write it as one line, without line ends and invisible characters.',
    ],
    [
      ['issues', atId('issues', 'resettlement'), 'brief', 'ko', 'body'],
      seedFiles.issues[0]?.brief.ko.body,
      `content/issues.json, resettlement: brief: the languages of a brief must cite the same facts in the same order. ${readme}`,
    ],
    [
      ['cause', 'links', 'donate'],
      'http://northlight.example/donate',
      `content/cause.json, links: donate: must be a full https address. ${readme}`,
    ],
    [['topics'], [], `content/topics.json, the whole file: Too small: expected array to have >=1 items. ${readme}`],
    [
      ['letters', 'defectors-day', 'en', 'ask', 'url'],
      'javascript:alert(1)',
      'content/letters/, defectors-day: en.ask.url: is no https address. Give the full address, beginning with https://.',
    ],
    [
      ['cautions', 'helpLines', 'lines', 0, 'number'],
      'call us',
      `content/cautions.json, helpLines: lines.0.number: must be a telephone number in digits and spaces. ${readme}`,
    ],
  ])('%j: %j', (way, value, fault) => {
    expect(faultsOf(filesWith(way, value))).toContain(fault)
  })
})

describe('what files say of each other and does not hold is told of, with the remedy', () => {
  const guilt = atId('issues', 'guilt-by-association')

  test.each<[way: (string | number)[], value: Json | undefined, fault: string]>([
    [
      ['issues', guilt, 'topics'],
      ['gardening'],
      'content/issues.json, guilt-by-association: topics: topics.json has no gardening. Add gardening to topics.json, or name one that is there.',
    ],
    [
      ['facts', atId('facts', 'GBA-01'), 'id'],
      'GBA-99',
      'content/issues.json, guilt-by-association: brief: facts.json has no GBA-01. Add GBA-01 to facts.json, or name one that is there.',
    ],
    [
      ['facts', atId('facts', 'GBA-01'), 'id'],
      'GBA-02',
      'content/facts.json, GBA-02: stands there twice. Keep one of the two, or give the other an id of its own.',
    ],
    [
      ['facts', atId('facts', 'GBA-01'), 'conflictsWith'],
      ['GBA-02'],
      'content/issues.json, guilt-by-association: brief: GBA-01 and GBA-02 conflict and stand side by side. Leave one out; in an issue that shows them as a conflict, name the pair in shownConflicts.',
    ],
    [
      ['facts', atId('facts', 'GBA-01'), 'conflictsWith'],
      ['K-01'],
      'content/facts.json, GBA-01: conflictsWith: facts.json has no K-01. Add K-01 to facts.json, or name one that is there.',
    ],
    [
      ['issues', atId('issues', 'mental-health'), 'shownConflicts'],
      [],
      'content/issues.json, mental-health: brief: MEN-01 and MEN-02 conflict and stand side by side. Leave one out; in an issue that shows them as a conflict, name the pair in shownConflicts.',
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'defaultIssue'],
      'weather',
      'content/observances.json, hrc-resolution: defaultIssue: issues.json has no weather. Add weather to issues.json, or name one that is there.',
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'process', 'follows'],
      'weather-report',
      'content/observances.json, hrc-resolution: process.follows: observances.json has no weather-report. Add weather-report to observances.json, or name one that is there.',
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'process', 'follows'],
      'human-rights-day',
      'content/observances.json, hrc-resolution: process.follows: human-rights-day is no step of a process. Give human-rights-day a process, or let hrc-resolution follow another.',
    ],
    [
      ['observances', atId('observances', 'sr-report-hrc'), 'process', 'follows'],
      'hrc-resolution',
      'content/observances.json, sr-report-hrc: process.follows: leads back to itself. Let the first step follow nothing.',
    ],
    [
      ['observances', atId('observances', 'hrc-resolution'), 'history', 0, 'nominalDate'],
      '2003-04-16',
      'content/observances.json, hrc-resolution: history 2003-04-16: the rule gives no such occurrence. Name the first day of the usual window, 03-21, of a year in which it is expected, from 2003 on; the day it was held belongs into startsOn.',
    ],
    [
      ['playbooks', 'series', seriesOf('rok-nkhra'), 'observance'],
      'rok-nkhrb',
      'content/playbooks.json, rok-nkhrb: observances.json has no rok-nkhrb. Add rok-nkhrb to observances.json, or name one that is there.',
    ],
    [
      ['playbooks', 'series', seriesOf('nk-defectors-day'), 'series', 3, 'words'],
      { from: 'letter', letter: 'lost' },
      'content/playbooks.json, nk-defectors-day: step 0: words: letters/ has no lost. Add lost to letters/, or name one that is there.',
    ],
    [
      ['playbooks', 'series', seriesOf('nk-defectors-day'), 'series', 0, 'words'],
      { from: 'purpose' },
      'content/playbooks.json, nk-defectors-day: step -30: there are no words for plan. Write an opening for the step.',
    ],
    [
      ['playbooks', 'series', seriesOf('nk-defectors-day'), 'series', 0, 'issue'],
      'weather',
      'content/playbooks.json, nk-defectors-day: step -30: issue: issues.json has no weather. Add weather to issues.json, or name one that is there.',
    ],
    [
      ['issues', atId('issues', 'mental-health'), 'brief', 'ko', 'contentNote'],
      null,
      'content/issues.json, mental-health: brief: cautions.json asks for a content note that is not there in every language. Write contentNote, or take the issue off contentNotes.',
    ],
    [
      ['cautions', 'withheldFacts'],
      ['GBA-01'],
      'content/issues.json, guilt-by-association: brief: GBA-01 is withheld by cautions.json. Leave it out, or take it off withheldFacts.',
    ],
    [
      ['cautions', 'quietDays', 0, 'issues'],
      ['weather'],
      'content/cautions.json, issues: issues.json has no weather. Add weather to issues.json, or name one that is there.',
    ],
  ])('%j: %j', (way, value, fault) => {
    expect(faultsOf(filesWith(way, value))).toContain(fault)
  })

  test('a file that cannot be read is told of alone, since the others cannot be blamed for it', () => {
    expect(faultsOf(filesWith(['facts'], 'none'))).toEqual([
      'content/facts.json, the whole file: Invalid input: expected array, received string. content/README.md says what belongs there.',
    ])
  })
})
