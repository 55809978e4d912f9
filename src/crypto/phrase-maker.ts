import { createHmac, createSecretKey } from 'node:crypto'
import type { Locale } from '#domain/locale'
import { deriveKey, type KeyRing } from './key-ring.ts'

/**
 * Makes the words by which a reader knows our mail. The same subscription always gets the same words, so a confirmation
 * that is pressed twice shows them twice, and nobody without the key can work them out.
 */
export type PhraseMaker = { phraseFor(subscriptionId: string, locale: Locale): string }

const wordsInPhrase = 3

export function createPhraseMaker(
  { letters }: Pick<KeyRing, 'letters'>,
  words: Readonly<Record<Locale, readonly string[]>>,
): PhraseMaker {
  const key = createSecretKey(deriveKey(letters, 'phrases'))
  return {
    phraseFor(subscriptionId, locale) {
      const digest = createHmac('sha256', key).update(subscriptionId).digest()
      const list = words[locale]
      const pick = (place: number): string => list[digest.readUInt32BE(place * 4) % list.length] ?? ''
      return Array.from({ length: wordsInPhrase }, (_, place) => pick(place)).join(' ')
    },
  }
}
