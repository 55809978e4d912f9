import { findCampaign } from '#database/campaign-queries'
import type { Locale } from '#domain/locale'
import type { RenderedMail } from '#domain/mail-template'
import { greet, mergeLetter } from '#domain/merge'
import { Refusal } from '#domain/refusal'
import { readCampaignState } from './campaign-state.ts'
import { compileLetter, htmlLength } from './compile-letter.ts'
import type { World } from './world.ts'

export type LetterPreview = RenderedMail & { readonly htmlBytes: number }

/**
 * The letter as a reader in this language would get it, rendered by the function that renders what is sent. Its links
 * lead to pages, but to nobody's subscription. A reader without a name is greeted as such.
 * @throws Refusal `not-found`, `revision-missing`, `language-missing`, `organisation-incomplete`
 */
export async function previewLetter(
  world: World,
  { campaignId, locale, name = null }: { campaignId: string; locale: Locale; name?: string | null },
): Promise<LetterPreview> {
  const { campaign, revision, organisation } = await readCampaignState(
    world,
    world.database,
    await findCampaign(world.database, campaignId),
  )
  if (!revision) throw new Refusal('revision-missing')
  if (!organisation) throw new Refusal('organisation-incomplete')
  const letter = await compileLetter(world, world.database, { campaign, revision, organisation }, locale)
  const mail = mergeLetter(letter, {
    greeting: greet(letter, name),
    phrase: world.phrases.phraseFor(campaignId, locale),
    preferencesUrl: `${world.publicUrl}/preferences`,
    unsubscribeUrl: `${world.publicUrl}/preferences`,
  })
  return { ...mail, htmlBytes: htmlLength(letter) }
}
