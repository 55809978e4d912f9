import { factSchema } from '#domain/fact'
import { factIdsOf, letterContentsSchema } from '#domain/letter'
import type {
  ConfirmationInput,
  LetterInput,
  Letterhead,
  PreferencesLinkInput,
  SlotValues,
} from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import defectorsDay from '#content/letters/defectors-day' with { type: 'json' }
import ledger from '#content/facts' with { type: 'json' }
import topics from '#content/topics' with { type: 'json' }

const letterhead: Letterhead = {
  name: { en: 'Northlight', ko: '노스라이트' },
  postalAddress: {
    en: '3F, 12 Yesi-ro, Jongno-gu, Seoul 00000, Republic of Korea',
    ko: '(00000) 서울특별시 종로구 예시로 12, 3층',
  },
  contactAddress: 'hello@northlight.example',
}

const expiresAt = Temporal.ZonedDateTime.from('2026-07-11T10:12[Asia/Seoul]')

const readerValues: Readonly<Record<Locale, SlotValues>> = {
  en: { ...readerLinks(), greeting: 'Hello Minji,', phrase: 'meadow pencil amber' },
  ko: { ...readerLinks(), greeting: '민지 님, 안녕하세요.', phrase: '연필 구름 살구' },
}

/** The real letter for Defectors' Day, as an invented organisation would send it to an invented reader. */
export function sampleLetter(locale: Locale): LetterInput & { values: SlotValues } {
  const content = letterContentsSchema.parse(defectorsDay)[locale]
  if (content === undefined) throw new Error(`The sample letter has no text in ${locale}`)
  const cited = factIdsOf(content)
  const facts = factSchema
    .array()
    .parse(ledger)
    .filter(({ id }) => cited.includes(id))
  return {
    kind: 'observance',
    event: null,
    decision: null,
    corrects: null,
    locale,
    content,
    facts: facts.toSorted((a, b) => cited.indexOf(a.id) - cited.indexOf(b.id)),
    letterhead,
    date: Temporal.PlainDate.from('2026-07-14'),
    topics: topics.filter(({ slug }) => slug === 'starting-over').map(({ name }) => name[locale]),
    code: '7K4Q-2M9X-5',
    urls: {
      web: `https://northlight.example/${locale}/letters/7K4Q-2M9X-5`,
      verify: 'https://northlight.example/verify',
      privacy: 'https://northlight.example/privacy',
      archive: 'https://northlight.example/letters',
    },
    values: readerValues[locale],
  }
}

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

function readerLinks() {
  return {
    preferencesUrl: 'https://northlight.example/preferences/Zk3pW7bYh2Qd',
    unsubscribeUrl: 'https://northlight.example/u/R4mC8sLx1TzN',
  }
}
