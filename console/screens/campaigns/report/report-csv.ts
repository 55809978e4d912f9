import type { Locale } from '#domain/locale'
import type { Outcome } from '../campaign-queries.ts'

/** The columns of a report by language. */
export const outcomeColumns = [
  'frozen',
  'delivered',
  'dropped',
  'failed',
  'uncertain',
  'bounced',
  'complained',
  'left',
] as const satisfies readonly (keyof Outcome['languages'][number])[]

/**
 * A report as CSV (RFC 4180) with a byte order mark, without which spreadsheets take Korean for something else. A count
 * that is not told is written as `<10`.
 */
export function reportCsv(
  { languages, overTime }: Outcome,
  titles: { readonly columns: readonly string[]; readonly language: string; readonly time: readonly string[] },
  nameOf: (locale: Locale) => string,
): string {
  const tell = (count: number | null): string => (count === null ? '<10' : String(count))
  const rows = [
    [titles.language, ...titles.columns],
    ...languages.map((row) => [nameOf(row.locale), ...outcomeColumns.map((column) => tell(row[column]))]),
    [],
    titles.time,
    ...overTime.map(({ from, accepted, delivered }) => [from, tell(accepted), tell(delivered)]),
  ]
  return `\uFEFF${rows.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`
}

// A cell that begins like a formula would be worked out by a spreadsheet.
function quote(cell: string): string {
  const harmless = /^[=+\-@\t]/u.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
