import type { Locale } from '#domain/locale'
import type { OrganisationInput } from '#domain/organisation'
import type { StaffRole } from '#domain/staff'

/** A person who subscribes on the form. */
export type Reader = {
  /** What the demo calls them: it never prints their address. */
  readonly called: string
  /** Its local part is like no word of ours, so that a search for it finds this person and nothing else. */
  readonly address: string
  readonly locale: Locale
  /** What their browser says in `Accept-Language`. */
  readonly language: string
  readonly topics: readonly string[]
}

export const readers = {
  seoul: {
    called: 'the reader in Seoul',
    address: 'Sol.Baram.4417@hangang.example',
    locale: 'ko',
    language: 'ko-KR,ko;q=0.9,en;q=0.5',
    topics: ['days-of-remembrance', 'starting-over'],
  },
  newYork: {
    called: 'the reader in New York',
    address: 'quince.hollow.7291@hudson.test',
    locale: 'en',
    language: 'en-US,en;q=0.9',
    topics: ['days-of-remembrance', 'un-watch'],
  },
  london: {
    called: 'the reader in London',
    address: 'thistle-wharf-8802@thames.example',
    locale: 'en',
    language: 'en-GB,en;q=0.9',
    topics: ['days-of-remembrance', 'take-action'],
  },
} as const satisfies Record<string, Reader>

/** A member of staff, with a password that is made for this run. */
export type StaffPerson = {
  readonly name: string
  readonly role: StaffRole
  readonly address: string
  readonly locale: Locale
}

export const staff = {
  administrator: { name: 'Haneul Seo', role: 'admin', address: 'haneul.seo@newspring.example', locale: 'en' },
  editor: { name: 'Bora Lim', role: 'editor', address: 'bora.lim@newspring.example', locale: 'en' },
  translator: { name: 'Jiwoo Han', role: 'translator', address: 'jiwoo.han@newspring.example', locale: 'ko' },
  approver: { name: 'Daniel Hart', role: 'approver', address: 'daniel.hart@newspring.example', locale: 'en' },
} as const satisfies Record<string, StaffPerson>

/** The domain of the addresses at which letters come back. */
export const returnsDomain = 'in.newspring.example'

export const organisation: OrganisationInput = {
  name: { en: 'New Spring Network', ko: '새봄네트워크' },
  postalAddress: { en: '12 Example Street, Jongno-gu, Seoul', ko: '서울특별시 종로구 예시로 12' },
  contactAddress: 'hello@newspring.example',
  senderAddress: 'letters@newspring.example',
  timeZone: 'Asia/Seoul',
}
