import { limits } from '#domain/limits'

/**
 * Does a piece of work in the database, and does it again for a while when the connection breaks or the server is away:
 * for what would be lost with this process, such as what a provider has just answered. The work may be done twice, when
 * a connection breaks after the commit, so it must make no difference the second time.
 * @throws whatever the work throws when it is not the connection's fault, or is so for longer than `withinSeconds`
 */
export async function outlastOutage<Result>(
  work: () => Promise<Result>,
  { withinSeconds = limits.settleRetrySeconds }: { readonly withinSeconds?: number } = {},
): Promise<Result> {
  let milliseconds = 100
  for (let waited = 0; ; waited += milliseconds, milliseconds = Math.min(milliseconds * 2, 5_000)) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error) || waited + milliseconds > withinSeconds * 1000) throw error
      await pause(milliseconds)
    }
  }
}

// Class 08: connection exceptions. 57P01 to 57P03: the server stops, crashed, or starts. 53300: no place for one more
// connection. 40001 and 40P01: this transaction gave way to another.
const outageStates = /^(08...|57P0[123]|53300|40001|40P01)$/
const outageErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// node-postgres gives these no code; the last two are its patience that ends.
const outageWords =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/

/** Whether an error, or what caused it, says that the database was not there, and nothing of what was asked of it. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (outageStates.test(code) || outageErrors.has(code) || outageWords.test(error.message)) return true
  return isOutage(error.cause) || (error instanceof AggregateError && error.errors.some(isOutage))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
