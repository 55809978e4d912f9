import type { ConfirmationInput, Letterhead, PreferencesLinkInput } from '#domain/mail-template'
import type { Locale } from '#domain/locale'

/** Who writes in every preview. */
export const letterhead: Letterhead = {
  name: { en: 'Northlight', ko: '노스라이트' },
  postalAddress: {
    en: '3F, 12 Yesi-ro, Jongno-gu, Seoul 00000, Republic of Korea',
    ko: '(00000) 서울특별시 종로구 예시로 12, 3층',
  },
  contactAddress: 'hello@northlight.example',
}

const expiresAt = Temporal.ZonedDateTime.from('2026-07-11T10:12[Asia/Seoul]')

/** A mail that asks whether a sign-up was meant. */
export function sampleConfirmation(locale: Locale): ConfirmationInput {
  return {
    locale,
    letterhead,
    confirmUrl: 'https://northlight.example/confirm/5Q8vT2nXw9Lr',
    blockUrl: 'https://northlight.example/block/5Q8vT2nXw9Lr',
    privacyUrl: 'https://northlight.example/privacy',
    expiresAt,
  }
}

/** A mail with the private link to a reader's preferences. */
export function samplePreferencesLink(locale: Locale): PreferencesLinkInput {
  return {
    locale,
    letterhead,
    preferencesUrl: 'https://northlight.example/preferences/Zk3pW7bYh2Qd',
    privacyUrl: 'https://northlight.example/privacy',
    expiresAt,
  }
}
