import { limits } from './limits.ts'

/** A count of readers as it may be told: null where it is so small that it could point at somebody. */
export type ToldCount = number | null

/** Hides how many there are where there are few; that there are none is told. */
export function tellCount(count: number): ToldCount {
  return count > 0 && count < limits.readersToldMin ? null : count
}
