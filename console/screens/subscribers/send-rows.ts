import { limits } from '#domain/limits'
import { api } from '../../api.ts'
import type { ReadTable, RowFault } from './read-rows.ts'

const refusals = [
  'address-malformed',
  'address-not-supported',
  'address-repeated',
  'consent-in-future',
  'topics-missing',
  'topic-unknown',
] as const

/** Why a row could not be used; `other` for what the console has no words for. */
type ImportFault = RowFault | (typeof refusals)[number] | 'other'

/** What became, or would become, of a table. Never an address. */
export type ImportAccount = {
  readonly imported: number
  readonly known: number
  readonly suppressed: number
  readonly faults: readonly { readonly line: number; readonly code: ImportFault }[]
}

/**
 * Sends a table in pages of what one request takes. A page that does not get through leaves those before it imported;
 * sending everything again changes nothing about them.
 * @throws Problem
 */
export async function sendRows({
  table,
  source,
  isTrial,
}: {
  table: ReadTable
  source: string
  isTrial: boolean
}): Promise<ImportAccount> {
  let [imported, known, suppressed] = [0, 0, 0]
  const faults: { line: number; code: ImportFault }[] = [...table.faults]
  for (let from = 0; from < table.rows.length; from += limits.importRowsMax) {
    const page = table.rows.slice(from, from + limits.importRowsMax)
    const json = { source, rows: page.map(({ row }) => row), trial: isTrial }
    const answer = await (await api.subscribers.import.$post({ json })).json()
    imported += answer.imported
    known += answer.known
    suppressed += answer.suppressed
    for (const { row, code } of answer.refused) {
      faults.push({ line: page[row]?.line ?? 0, code: refusals.find((one) => one === code) ?? 'other' })
    }
  }
  return { imported, known, suppressed, faults: faults.toSorted((one, other) => one.line - other.line) }
}
