import { findCampaign, findLatestRevision } from '#database/campaign-queries'
import { listCorrections, listLetterNotes } from '#database/letter-queries'
import { listStaff } from '#database/staff-queries'
import { isShown } from '#domain/archive'
import { localesOf } from '#domain/letter'
import type { Locale, Localised } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { letterUrl } from './list-letters.ts'
import { readStatuses, type CampaignStanding } from './read-statuses.ts'
import type { World } from './world.ts'

/** The web copy of a letter as staff see it, also where nobody else can. */
export type WebCopy = {
  /** Where it stands, or would, in each of its languages. */
  readonly addresses: readonly { readonly locale: Locale; readonly url: string }[]
  /** Whether anybody can see it now. */
  readonly isShown: boolean
  /** What stands below it, oldest first. */
  readonly notes: readonly {
    readonly id: string
    readonly text: Localised
    readonly author: string
    readonly notedAt: Temporal.Instant
  }[]
  /** What was begun to put it right, oldest first, drafts too. */
  readonly corrections: readonly CampaignStanding[]
  /** The letter that it puts right. */
  readonly corrects: { readonly id: string; readonly name: string } | null
}

/**
 * What the web shows of a letter and what has been added to it since, with what is only begun.
 * @throws Refusal `not-found`
 */
export async function describeWebCopy(world: World, { campaignId }: { campaignId: string }): Promise<WebCopy> {
  const { database } = world
  const campaign = await findCampaign(database, campaignId)
  if (!campaign) throw new Refusal('not-found')
  const revision = await findLatestRevision(database, campaignId)
  const names = new Map((await listStaff(database)).map(({ id, name }) => [id, name]))
  const corrected = campaign.corrects === null ? undefined : await findCampaign(database, campaign.corrects)
  return {
    addresses: localesOf(revision?.contents ?? {}).map((locale) => ({
      locale,
      url: letterUrl(world, campaign.slug, locale),
    })),
    isShown: isShown(campaign),
    notes: (await listLetterNotes(database, campaignId)).map(({ id, text, authorId, notedAt }) => ({
      id,
      text,
      author: names.get(authorId) ?? '',
      notedAt,
    })),
    corrections: await readStatuses(world, database, await listCorrections(database, campaignId)),
    corrects: corrected ? { id: corrected.id, name: corrected.name } : null,
  }
}
