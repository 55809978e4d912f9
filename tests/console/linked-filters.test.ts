import { expect, test } from 'vitest'
import { rowsStep } from '../../console/parts/rows-shown.ts'
import { readCampaignsSearch, statusesIn } from '../../console/screens/campaigns/campaigns-search.ts'
import { readFactsSearch } from '../../console/screens/facts/facts-search.ts'
import { readForgeriesSearch } from '../../console/screens/forgeries/forgeries-search.ts'
import { readLibrarySearch } from '../../console/screens/library/library-search.ts'
import { readSettingsSearch } from '../../console/screens/settings/settings-search.ts'
import { readYearSearch } from '../../console/screens/year/year-search.ts'

test('what an address may ask for is read, and everything else is dropped', () => {
  const audit = {
    part: 'audit',
    actor: 'c0nS0le',
    action: 'api-key-revoked',
    subject: 'nk-defectors-day 2026-07-14',
    since: '2026-07-01',
    until: '2026-07-14',
    q: 'Min',
  }
  expect(readSettingsSearch({ ...audit, more: 1 })).toEqual(audit)
  expect(
    readSettingsSearch({
      part: 'pantry',
      actor: 'a b',
      action: 'A',
      subject: 'a\u0000',
      since: 'yesterday',
      until: 7,
      q: '',
    }),
  ).toEqual({})
  expect(readFactsSearch({ q: 'CNT', concern: 'stale', retired: true })).toEqual({
    q: 'CNT',
    concern: 'stale',
    retired: true,
  })
  expect(readFactsSearch({ q: '', concern: 'dull', retired: 'yes' })).toEqual({})
  expect(readLibrarySearch({ kind: 'purpose-words', q: 2026 })).toEqual({ kind: 'purpose-words', q: '2026' })
  expect(readLibrarySearch({ kind: 'recipe' })).toEqual({})
  expect(readYearSearch({ year: '2027' })).toEqual({ year: 2027 })
  for (const year of ['soon', 2026.5, 1200, undefined]) expect(readYearSearch({ year })).toEqual({})
  expect(readForgeriesSearch({ all: true })).toEqual({ all: true })
  expect(readForgeriesSearch({ all: 'x' })).toEqual({})
})

test('how many rows of a long list are shown is read, where it is more than at first', () => {
  const more = 2 * rowsStep
  expect(readFactsSearch({ q: 'CNT', shown: more })).toEqual({ q: 'CNT', shown: more })
  expect(readSettingsSearch({ part: 'audit', shown: more })).toEqual({ part: 'audit', shown: more })
  for (const shown of [rowsStep, 0, -1, 40.5, '40', 'all', Infinity]) expect(readFactsSearch({ shown })).toEqual({})
})

test('the list of letters is narrowed by several statuses at once, in their usual order', () => {
  expect(readCampaignsSearch({ status: 'sent', q: 'day' })).toEqual({ status: 'sent', q: 'day' })
  expect(readCampaignsSearch({ status: 'sent,lost,draft,sent' })).toEqual({ status: 'draft,sent' })
  expect(readCampaignsSearch({ status: 'lost', q: 2026 })).toEqual({ q: '2026' })
  expect(readCampaignsSearch({ status: 7, q: '' })).toEqual({})
  expect(statusesIn('sent,draft')).toEqual(['draft', 'sent'])
  expect(statusesIn()).toEqual([])
})
