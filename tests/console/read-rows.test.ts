import { describe, expect, test } from 'vitest'
import { readRows } from '../../console/screens/subscribers/read-rows.ts'

const head = 'Email;locale;timeZone;topics;consentedAt'
const good = 'one@readers.example;ko;Asia/Seoul;un-watch|days;2026-05-02'

describe('a table of readers', () => {
  test('is read as spreadsheets save it, whatever parts its columns and in whatever order they stand', () => {
    const row = {
      email: 'one@readers.example',
      locale: 'ko',
      timeZone: 'Asia/Seoul',
      topics: ['un-watch', 'days'],
      consentedAt: '2026-05-02T00:00:00Z',
    }
    const turned =
      'consentedAt,"locale",topics,email,timeZone\r\n2026-05-02T09:00:00+09:00,KO,"un-watch days",one@readers.example,Asia/Seoul\r\n'
    for (const text of [
      `${head}\n${good}`,
      `\uFEFF${head}\n\n${good}\n`,
      `${head}\n${good}`.replaceAll(';', '\t'),
      turned,
    ])
      expect(readRows(text).rows.map((read) => read.row)).toEqual([row])
  })

  test('keeps the line of each row, also after a cell of two lines', () => {
    const { rows } = readRows(`${head};note\n${good};"two\nlines, ""quoted"""\n\n${good}`)
    expect(rows.map(({ line }) => line)).toEqual([2, 5])
  })

  test.each([
    [';ko;;un-watch;2026-05-02', 'row-short'],
    ['one@readers.example;ko;;un-watch;', 'row-short'],
    ['one@readers.example;fr;;un-watch;2026-05-02', 'locale-unknown'],
    ['one@readers.example;ko;Seoul;un-watch;2026-05-02', 'time-zone-unknown'],
    ['one@readers.example;ko;;un-watch;2026-02-30', 'date-unknown'],
  ])('names what is wrong with %s', (line, code) => {
    expect(readRows(`${head}\n${line}`)).toMatchObject({ rows: [], faults: [{ line: 2, code }] })
  })

  test('without its columns names those that are missing, and reads nothing', () => {
    expect(readRows(`email\n${good}`)).toEqual({
      missingColumns: ['locale', 'topics', 'consentedAt'],
      rows: [],
      faults: [],
    })
    expect(readRows('').missingColumns).toHaveLength(4)
  })
})
