/** One field at fault in a refused request. */
export type FieldFault = { readonly field: string; readonly code: string; readonly message: string }

/** RFC 9457 problem details, as the API answers with. */
export type ProblemDetails = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldFault[]
}

/** A request that was refused, or (`unreachable`) did not get through. Its words are in the language of the person. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly details: ProblemDetails
  /** Members of the problem beyond RFC 9457, such as the ways of a step-up. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(details: ProblemDetails, more: Readonly<Record<string, unknown>> = {}) {
    super(details.title)
    this.details = details
    this.more = more
  }

  get code(): string {
    return this.details.code
  }
}

/** Whether an error is a problem with a certain code. */
export function isProblem(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code
}

/** The problem that an answer describes; an answer that is none of ours gives the code `unexpected`. */
export async function readProblem(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null)
  const found = typeof body === 'object' && body !== null ? { ...body } : {}
  const text = (name: string): string => {
    const value: unknown = Reflect.get(found, name)
    return typeof value === 'string' ? value : ''
  }
  const details = {
    status: answer.status,
    code: text('code') || 'unexpected',
    title: text('title'),
    detail: text('detail'),
    errors: readFaults(Reflect.get(found, 'errors')),
  }
  return new Problem(details, found)
}

function readFaults(faults: unknown): FieldFault[] {
  return Array.isArray(faults) ? faults.filter(isFault) : []
}

function isFault(fault: unknown): fault is FieldFault {
  return typeof fault === 'object' && fault !== null && 'field' in fault && 'message' in fault
}
