import type { World } from '#actions/world'
import type { EmailAddress } from '#domain/email-address'
import { Refusal } from '#domain/refusal'
import { callerNetwork } from '../public/caller-network.ts'

/**
 * Takes one attempt from the budgets of the caller's network and of the account, whether or not there is such an
 * account, so that a refusal tells nothing about who works here.
 * @throws Refusal `rate-limited`
 */
export async function takeSignInAttempt(
  { blindIndex, rateLimits }: World,
  { email, networkAddress }: { email: EmailAddress; networkAddress: string | null },
): Promise<void> {
  const network = blindIndex.network(callerNetwork(networkAddress))
  if (!(await rateLimits.take('sign-in-per-network', network))) throw new Refusal('rate-limited')
  const account = blindIndex.address(email).toString('base64url')
  if (!(await rateLimits.take('sign-in-per-account', account))) throw new Refusal('rate-limited')
}
