import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino'
import type { LogLevel } from './config.ts'
import { describeError } from './describe-error.ts'
import { scrubLine } from './scrub.ts'

export type Logger = PinoLogger

// Fields that hold what no pattern can tell from harmless text, such as a name or a password.
const privateFields = [
  'address',
  'apiKey',
  'authorization',
  'body',
  'cookie',
  'email',
  'from',
  'greeting',
  'headers',
  'html',
  'ip',
  'key',
  'params',
  'parameters',
  'password',
  'phrase',
  'recipient',
  'replyTo',
  'secret',
  'subscriber',
  'text',
  'to',
  'token',
  'url',
]

const depths = ['', '*.', '*.*.']

/**
 * Makes the logger of a process: one JSON object a line on standard output. No mail address, token or key reaches a
 * line: known fields are left out by name, errors are reduced to what helps, and every finished line is scrubbed.
 */
export function createLogger(level: LogLevel, part: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { part },
    timestamp: () => `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: withoutRawErrors,
    },
    // pino's own would be run on what we have described already, and would drop the causes.
    serializers: { err: (value: unknown) => (value instanceof Error ? describeError(value) : value) },
    redact: { paths: depths.flatMap((depth) => privateFields.map((field) => depth + field)), censor: '[private]' },
    hooks: { streamWrite: scrubLine },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** Errors anywhere in a log entry are described, because as plain objects they would print all that they carry. */
function withoutRawErrors(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, describeWithin(value)]))
}

function describeWithin(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return describeError(value)
  if (typeof value !== 'object' || value === null || depth > 5) return value
  if (Array.isArray(value)) return value.map((item) => describeWithin(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, describeWithin(item, depth + 1)]))
}
