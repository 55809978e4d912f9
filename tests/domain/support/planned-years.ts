import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that planning does in 2026 and 2027, one line each: `2026-06-30 draft nk-defectors-day 0 for 2026-07-14`. */
export const plannedYears: readonly string[] = readFileSync(join(import.meta.dirname, 'planned-years.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| 20'))
  .map((line) => {
    const [day, what, observance, step, forDay] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim())
    return [day, what, observance, step, forDay && `for ${forDay}`].filter((word) => word).join(' ')
  })
