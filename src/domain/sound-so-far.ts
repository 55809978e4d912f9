/**
 * When a check of a whole may look at its parts: only where none of them is at fault, which zod does not wait for.
 * For `when` of a refinement.
 */
export function isSoundSoFar({ issues }: { readonly issues: readonly unknown[] }): boolean {
  return issues.length === 0
}
