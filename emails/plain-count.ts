import type { AsOf } from './outline-letter.ts'
import { wrapText } from './wrap-text.ts'

/** The line under a figure: when it was counted, by which source, and what else has to be said of it. */
export function plainCount({ date, remarks }: AsOf, sourceNumber: number): string {
  return wrapText([`${date} [${sourceNumber}]`, ...remarks].join(' · '), { first: '   ' })
}
