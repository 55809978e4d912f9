import { afterAll, afterEach, expect } from 'vitest'

/**
 * Fails a test that prints. Output in a test is either a left-over or an untested promise of the code, and a log line
 * is where an address leaks first. A test that expects output takes it over: `vi.spyOn(console, 'error')`.
 */
const printed: string[] = []

const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

for (const method of methods) {
  console[method] = (...values: unknown[]): void => {
    printed.push(`console.${method}: ${values.map(String).join(' ')}`)
  }
}

afterEach(refuseOutput)

afterAll(refuseOutput)

function refuseOutput(): void {
  const lines = printed.splice(0)
  expect(lines, 'a test must not print').toEqual([])
}
