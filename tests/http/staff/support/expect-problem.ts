import { expect } from 'vitest'
import type { Answer } from './staff-site.ts'

/** Expects problem details with these fields at fault, in this order, each with words. */
export function expectProblem(
  { status, headers, json }: Answer,
  expected: { readonly status: number; readonly code: string; readonly errors?: readonly object[] },
): void {
  expect(headers.get('Content-Type')).toBe('application/problem+json')
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect({ status, code: json['code'] }).toEqual({ status: expected.status, code: expected.code })
  expect(json).toMatchObject({
    type: `urn:northlight:problem:${expected.code}`,
    status: expected.status,
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
    errors: (expected.errors ?? []).map((error) => ({ message: expect.stringMatching(/\S/), ...error })),
  })
}
