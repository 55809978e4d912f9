import { limits } from '#domain/limits'
import type { ToldCount } from '#domain/small-counts'
import { useWords } from '../words.tsx'
import { useFigures } from './dates.ts'

/** What is not counted out: from one to the last count that could point at somebody. */
const few = { from: 1, to: limits.readersToldMin - 1 }

/** How a count of readers is written as it was told: in figures, or as few. */
export function useTold(): (count: ToldCount) => string {
  const words = useWords()
  const figures = useFigures()
  return (count) => (count === null ? words('told.few', few) : figures(count))
}

/** One sentence that says how readers are counted wherever they are. */
export function useToldNote(): string {
  return useWords()('told.inTens', few)
}
