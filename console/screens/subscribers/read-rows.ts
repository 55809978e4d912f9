import { locales, type Locale } from '#domain/locale'
import { isTimeZone } from '#domain/time-zone'

/** A row as the API takes it. */
type ReadRow = {
  readonly email: string
  readonly locale: Locale
  readonly timeZone: string | null
  readonly topics: string[]
  readonly consentedAt: string
}

export const columns = ['email', 'locale', 'timeZone', 'topics', 'consentedAt'] as const

/** What can be seen to be wrong before anything is sent. */
export type RowFault = 'row-short' | 'locale-unknown' | 'time-zone-unknown' | 'date-unknown'

/** What a table holds: good rows with the line that they stand on, and the faults of the others. */
export type ReadTable = {
  /** Columns that the first line does not name; no row was read then. */
  readonly missingColumns: readonly string[]
  readonly rows: readonly { readonly line: number; readonly row: ReadRow }[]
  readonly faults: readonly { readonly line: number; readonly code: RowFault }[]
}

/**
 * Reads a table as spreadsheets save it: RFC 4180 with commas, semicolons or tabs, its first line naming the columns, in
 * any order. A row may leave the time zone empty; topics are parted by `|` or spaces.
 */
export function readRows(text: string): ReadTable {
  const lines = splitTable(text)
  const heads = (lines[0]?.cells ?? []).map((head) => head.trim().toLowerCase())
  const place = (name: string): number => heads.indexOf(name.toLowerCase())
  const missingColumns = columns.filter((name) => name !== 'timeZone' && place(name) === -1)
  if (missingColumns.length > 0) return { missingColumns, rows: [], faults: [] }
  const rows: { line: number; row: ReadRow }[] = []
  const faults: { line: number; code: RowFault }[] = []
  for (const { line, cells } of lines.slice(1)) {
    const read = readRow((name) => cells[place(name)]?.trim() ?? '')
    if (typeof read === 'string') faults.push({ line, code: read })
    else rows.push({ line, row: read })
  }
  return { missingColumns: [], rows, faults }
}

function readRow(cell: (name: string) => string): ReadRow | RowFault {
  const [email, timeZone, consented] = [cell('email'), cell('timeZone'), cell('consentedAt')]
  const locale = locales.find((known) => known === cell('locale').toLowerCase())
  if (email === '' || consented === '') return 'row-short'
  if (locale === undefined) return 'locale-unknown'
  if (timeZone !== '' && !isTimeZone(timeZone)) return 'time-zone-unknown'
  const consentedAt = readInstant(consented)
  if (consentedAt === null) return 'date-unknown'
  const topics = cell('topics')
    .split(/[|\s]+/)
    .filter((topic) => topic !== '')
  return { email, locale, timeZone: timeZone === '' ? null : timeZone, topics, consentedAt }
}

// A day alone is its first instant in UTC; whoever knows the hour says it with its offset.
function readInstant(text: string): string | null {
  try {
    const instant = /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Temporal.PlainDate.from(text).toZonedDateTime('UTC').toInstant()
      : Temporal.Instant.from(text)
    return instant.toString()
  } catch {
    return null
  }
}

function splitTable(text: string): { line: number; cells: string[] }[] {
  const source = text.replace(/^\uFEFF/, '')
  const first = source.split(/\r?\n/, 1)[0] ?? ''
  const mark = ['\t', ';', ','].find((one) => first.includes(one)) ?? ','
  const rows: { line: number; cells: string[] }[] = []
  let [cells, cell, isQuoted, line, begunOn]: [string[], string, boolean, number, number] = [[], '', false, 1, 1]
  const endRow = (): void => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begunOn, cells })
    cells = []
    cell = ''
  }
  for (let at = 0; at < source.length; at += 1) {
    const letter = source.charAt(at)
    if (letter === '\n') line += 1
    if (isQuoted && letter === '"' && source.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (letter === '"') isQuoted = !isQuoted
    else if (isQuoted || ![mark, '\n', '\r'].includes(letter)) cell += letter
    else if (letter === mark) {
      cells.push(cell)
      cell = ''
    } else if (letter === '\n') {
      endRow()
      begunOn = line
    }
  }
  endRow()
  return rows
}
