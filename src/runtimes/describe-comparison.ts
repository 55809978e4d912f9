import { letterSigns, missingSigns, type LetterComparison, type SignFinding } from '#domain/compare-letter'
import type { LetterManifest } from '#domain/letter-manifest'
import type { Words } from '#http/words'

/** A comparison in plain words, for whoever reads a terminal. Holds no token and no address of a reader. */
export function describeComparison(
  comparison: LetterComparison,
  { manifest, keyId }: { manifest: LetterManifest; keyId: string },
  words: Words,
): string {
  const { page, locale } = words
  const isSame = missingSigns(comparison).length === 0
  const letter = manifest.letters.find(({ language }) => language === (comparison.language ?? locale))
  const unknown = signsThat('unknown', comparison)
  const blocks = [
    [
      page('proof.letter', {
        code: manifest.code,
        subject: letter?.subject ?? '',
        organisation: manifest.organisation[locale],
        time: `${manifest.sentAt.replace('T', ' ').replace(/:\d\d(?:\.\d+)?Z$/, '')} UTC`,
      }),
      page('proof.signedBy', { key: keyId }),
      page('proof.we', { organisation: manifest.organisation[locale] }),
    ],
    signsThat('differs', comparison).length > 0
      ? [
          page('proof.differsTitle'),
          ...signsThat('differs', comparison).map((sign) => `- ${page(`proof.differs.${sign}`)}`),
        ]
      : [],
    placesOf(page('proof.unexpectedTitle'), comparison.unexpectedLinks),
    placesOf(page('proof.missingTitle'), comparison.missingLinks),
    comparison.disguisedLinks.map((link) => page('proof.disguised', link)),
    [page('proof.agreesTitle'), ...signsThat('agrees', comparison).map((sign) => `- ${page(`proof.agrees.${sign}`)}`)],
    unknown.length > 0
      ? [page('proof.unknownTitle', { signs: unknown.map((sign) => page(`proof.unknown.${sign}`)).join(', ') })]
      : [],
    [page(isSame ? 'proof.allAgree' : 'proof.someDiffer'), page('proof.stillCompare')],
  ]
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [lines.join('\n')])).join('\n\n')
}

function signsThat(finding: SignFinding, { signs }: LetterComparison) {
  return letterSigns.filter((sign) => signs[sign] === finding)
}

function placesOf(title: string, places: readonly string[]): string[] {
  return places.length === 0 ? [] : [title, ...places.map((place) => `- ${place}`)]
}
