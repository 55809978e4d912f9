import type { Locale } from './locale.ts'

/**
 * Where most readers of a language live, if that is one place: the clock by which their news are dated. A reader's own
 * zone is another matter, which no letter knows or claims.
 */
export const usualZones: Readonly<Record<Locale, string | null>> = { en: null, ko: 'Asia/Seoul' }
