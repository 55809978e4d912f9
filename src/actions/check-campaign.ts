import { findCampaign } from '#database/campaign-queries'
import { readSingleEntry } from '#database/library-queries'
import { findingOf, weighFinding, type Finding, type Found } from '#domain/finding'
import type { Localised } from '#domain/locale'
import { judgeProof } from '#domain/sender-domain'
import { askSenderRecords } from './ask-sender-records.ts'
import { readCampaignState } from './campaign-state.ts'
import { findBrokenLinks } from './find-broken-links.ts'
import { inspectLetters } from './inspect-letters.ts'
import { acknowledgedIn } from './prepare-letters.ts'
import type { World } from './world.ts'

/** What the check of a campaign found, what stops it first. */
export type CheckedCampaign = {
  readonly findings: readonly Finding[]
  /** What the checks are, and what they are not, in the organisation's words. */
  readonly disclaimer: Localised
}

/**
 * The check before sending: everything that would refuse a campaign, and everything else that somebody should look at, in
 * all languages at once. It finds words and dates, not meanings: it is an aid, and no guarantee. Changes nothing.
 * @throws Refusal `not-found`
 */
export async function checkCampaign(world: World, { campaignId }: { campaignId: string }): Promise<CheckedCampaign> {
  const { database } = world
  const state = await readCampaignState(world, database, await findCampaign(database, campaignId))
  const { refusals, found, links } = await inspectLetters(world, database, state)
  const [broken, sender] = await Promise.all([
    findBrokenLinks(world, links),
    state.organisation ? checkSender(world, state.organisation.senderAddress) : [],
  ])
  const weighed = [...found, ...broken, ...sender].map((one) => weighFinding(one, acknowledgedIn(state)))
  const isBlocking = ({ severity }: Finding): boolean => severity === 'blocking'
  return {
    findings: [
      ...refusals.map(findingOf),
      ...weighed.filter(isBlocking),
      ...weighed.filter((finding) => !isBlocking(finding)),
    ],
    disclaimer: (await readSingleEntry(database, 'cautions')).disclaimer,
  }
}

/** Whether the domain of the sender can prove that letters are its own, as receiving servers will ask. */
async function checkSender(world: World, senderAddress: string): Promise<Found[]> {
  const { domain, places, records, signingKeys } = await askSenderRecords(world, senderAddress)
  return judgeProof(places, records, signingKeys).map(({ rule, proof }) => ({
    rule,
    locale: null,
    quote: proof,
    detail: { domain },
  }))
}
