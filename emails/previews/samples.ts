import type {
  AddressChangeInput,
  AddressNoticeInput,
  ConfirmationInput,
  DigestInput,
  Letterhead,
  PreferencesLinkInput,
} from '#domain/mail-template'
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

/** A mail that asks a new address. */
export function sampleAddressChange(locale: Locale): AddressChangeInput {
  return {
    locale,
    letterhead,
    confirmUrl: 'https://northlight.example/address/8Hd2sXw4Tq',
    privacyUrl: 'https://northlight.example/privacy',
    expiresAt,
  }
}

/** A mail to an address that was left. */
export function sampleAddressNotice(locale: Locale): AddressNoticeInput {
  return { locale, letterhead, privacyUrl: 'https://northlight.example/privacy', changedAt: expiresAt }
}

const missed: Readonly<Record<Locale, readonly Pick<DigestInput['letters'][number], 'title' | 'standfirst'>[]>> = {
  en: [
    {
      title: 'A quieter river',
      standfirst: ['Fewer people cross than ten years ago. Three figures show how the way has closed.'],
    },
    { title: 'What the committee decided', standfirst: ['The draft was adopted without a vote. What it asks for.'] },
  ],
  ko: [
    { title: '조용해진 강', standfirst: ['강을 건너는 사람이 10년 전보다 줄었습니다. 세 가지 수치로 살펴봅니다.'] },
    { title: '위원회의 결정', standfirst: ['결의안이 표결 없이 채택되었습니다. 무엇을 요구하는지 전합니다.'] },
  ],
}

/** A mail of a month. */
export function sampleDigest(locale: Locale): DigestInput {
  return {
    locale,
    letterhead,
    month: Temporal.PlainYearMonth.from('2026-06'),
    letters: missed[locale].map((letter, index) => ({
      ...letter,
      locale,
      sentOn: Temporal.PlainDate.from('2026-06-04').add({ days: 14 * index }),
      url: `https://northlight.example/letters/2026-06-letter-${index + 1}?lang=${locale}`,
    })),
    phrase: locale === 'en' ? 'slow river pear' : '느린 강 배꽃',
    urls: {
      verify: 'https://northlight.example/verify',
      preferences: `https://northlight.example/preferences?lang=${locale}`,
      unsubscribe: 'https://northlight.example/u/3Fq9kLm2',
      archive: `https://northlight.example/letters?lang=${locale}`,
      privacy: `https://northlight.example/privacy?lang=${locale}`,
    },
  }
}
