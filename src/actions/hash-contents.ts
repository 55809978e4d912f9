import type { Campaign } from '#database/campaign-queries'
import type { LetterContents } from '#domain/letter'
import type { World } from './world.ts'

/** The hash of what a revision says: its words, and how and for which day they are set. */
export function hashContents(
  world: World,
  { kind, occursOn }: Pick<Campaign, 'kind' | 'occursOn'>,
  contents: LetterContents,
): string {
  return world.fingerprint({ contents, kind, occursOn: occursOn?.toString() ?? null })
}
