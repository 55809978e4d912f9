/** The languages that have a catalogue in `messages/`; the first is the fallback. BCP 47 tags. */
export const locales = ['en', 'ko'] as const

export type Locale = (typeof locales)[number]

/** A text in every language that Northlight speaks. */
export type Localised = Readonly<Record<Locale, string>>

/**
 * The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4), by quality and then by order.
 * A region is ignored (`ko-KR` is Korean); an absent or unreadable header gives the fallback.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  const ranges = (acceptLanguage ?? '').slice(0, 500).split(',').map(parseLanguageRange)
  const wanted = ranges.filter((range) => range.quality > 0).toSorted((a, b) => b.quality - a.quality)
  for (const { language } of wanted) {
    const match = locales.find((locale) => locale === language)
    if (match) return match
  }
  return locales[0]
}

function parseLanguageRange(range: string): { language: string; quality: number } {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
  const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
  const quality = weight === undefined ? 1 : Number(weight.slice(2))
  return { language: tag.trim().split('-')[0] ?? '', quality: Number.isFinite(quality) ? quality : 0 }
}
