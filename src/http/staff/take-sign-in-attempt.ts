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
  world: World,
  { email, networkAddress }: { email: EmailAddress; networkAddress: string | null },
): Promise<void> {
  await takeNetworkAttempt(world, networkAddress)
  const account = world.blindIndex.address(email).toString('base64url')
  if (!(await world.rateLimits.take('sign-in-per-account', account))) throw new Refusal('rate-limited')
}

/** Takes one attempt from the budget of the caller's network, where no account is named. @throws Refusal `rate-limited` */
export async function takeNetworkAttempt(
  { blindIndex, rateLimits }: World,
  networkAddress: string | null,
): Promise<void> {
  const network = blindIndex.network(callerNetwork(networkAddress))
  if (!(await rateLimits.take('sign-in-per-network', network))) throw new Refusal('rate-limited')
}
