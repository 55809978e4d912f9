import type { World } from '#actions/world'
import { Refusal } from '#domain/refusal'
import { callerNetwork } from './caller-network.ts'
import { oneValue, type FormFields } from './form-fields.ts'
import type { FormStamps } from './form-stamp.ts'
import type { ProofOfWork } from './proof-of-work.ts'

/** Names of the fields that guard a form, beside those a person fills in. */
export const guardFields = { trap: 'note', stamp: 'stamp', proof: 'proof' } as const

export type FormGuard = {
  readonly stamps: FormStamps
  readonly proofOfWork: ProofOfWork
}

/** Whether a program filled in the field that people do not see. */
export function isTrapped(fields: FormFields): boolean {
  return (fields.get(guardFields.trap) ?? []).some((value) => value !== '')
}

/** @throws Refusal `form-too-fast` or `form-expired`. */
export async function checkStamp(world: World, guard: FormGuard, fields: FormFields): Promise<void> {
  await guard.stamps.check(oneValue(fields, guardFields.stamp), world.now())
}

/**
 * Takes one use from the budgets of the caller's network: the smaller one, too, unless the form brings a proof of work
 * that was not used before.
 * @throws Refusal `rate-limited` or `proof-of-work-failed`.
 */
export async function takeFormBudget(
  world: World,
  guard: FormGuard,
  fields: FormFields,
  clientAddress: string | null,
): Promise<void> {
  const network = world.blindIndex.network(callerNetwork(clientAddress))
  if (!(await world.rateLimits.take('subscribe-per-network', network))) throw new Refusal('rate-limited')
  const challengeId = await guard.proofOfWork.check(oneValue(fields, guardFields.proof), world.now())
  // A used proof is no proof, and no fault either: pressing Back and sending again is what people do.
  if (challengeId !== null && (await world.rateLimits.take('proof-of-work', challengeId))) return
  if (!(await world.rateLimits.take('subscribe-without-proof-per-network', network))) throw new Refusal('rate-limited')
}
