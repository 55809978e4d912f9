import type { OwnData } from '#actions/describe-own-data'
import { subscribeWording } from '#domain/consent'
import type { Localised } from '#domain/locale'
import { wordsIn } from '../words.ts'

/**
 * The words to which a reader agreed, in the language in which they read them; null where they were none of ours, or are
 * those of a version that this program does not have.
 */
export function wordingOf(
  { wording, locale }: Pick<OwnData['consents'][number], 'wording' | 'locale'>,
  organisation: Localised,
): string | null {
  if (wording?.id !== subscribeWording.id || wording.version !== subscribeWording.version) return null
  const { page } = wordsIn(locale)
  return `${page('consent.text', { organisation: organisation[locale] })} ${page('consent.sensitive')}`
}
