import type { ConfirmationWay } from '#domain/second-factor'
import type { ApiProblemCode } from './api-problem.ts'

/** A "no" of the API itself: about the request as such, not about what it asks for. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  readonly code: Exclude<ApiProblemCode, 'unexpected'>
  /** Headers that the answer must carry. */
  readonly headers: Readonly<Record<string, string>>

  constructor(code: Exclude<ApiProblemCode, 'unexpected'>, headers: Readonly<Record<string, string>> = {}) {
    super(code)
    this.code = code
    this.headers = headers
  }
}

/** What is asked for is grave, and needs a second factor shown just now. */
export class StepUpRequired extends ApiRefusal {
  /** How this member of staff can show one. */
  readonly ways: readonly ConfirmationWay[]

  constructor(ways: readonly ConfirmationWay[]) {
    super('step-up-required')
    this.ways = ways
  }
}
