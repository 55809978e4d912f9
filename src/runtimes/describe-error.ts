/** What a log keeps of an error. Everything else an error may carry (parameters, details, responses) is left out. */
export type ErrorDescription = {
  type: string
  message: string
  stack?: string
  code?: string
  kind?: string
  constraint?: string
  cause?: ErrorDescription
  errors?: ErrorDescription[]
}

const depthMax = 5

/** Describes an error, its causes and the errors it collects, down to a depth of five. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  // What was thrown without being an error could be anything, such as a row; its type must do.
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something other than an error was thrown.' }
  const description: ErrorDescription = { type: error.constructor.name, message: error.message }
  if (error.stack !== undefined) description.stack = error.stack
  for (const key of ['code', 'kind', 'constraint'] as const) {
    const value: unknown = Reflect.get(error, key)
    if (typeof value === 'string' || typeof value === 'number') description[key] = String(value)
  }
  if (depth === depthMax) return description
  if (error.cause !== undefined) description.cause = describeError(error.cause, depth + 1)
  if (error instanceof AggregateError) description.errors = error.errors.map((inner) => describeError(inner, depth + 1))
  return description
}
