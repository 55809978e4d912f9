import type { ApiKeys } from '#crypto/api-key'
import type { FieldOpener, FieldSealer } from '#crypto/field-encryption'
import type { BlindIndex } from '#crypto/blind-index'
import type { DeliveryReferences } from '#crypto/delivery-references'
import type { Fingerprint } from '#crypto/fingerprint'
import type { LinkSigner } from '#crypto/link-signer'
import type { LetterCodes } from '#crypto/letter-codes'
import type { ManifestKeySet, ManifestSigner } from '#crypto/manifest-keys'
import type { PhraseMaker } from '#crypto/phrase-maker'
import type { SealedViews, ViewSecrets } from '#crypto/sealed-view'
import type { Database } from '#database/database'
import type { PageVisit } from '#domain/check-links'
import type { Digest } from '#domain/letter-pattern'
import type { RateLimitName } from '#domain/limits'
import type { MailTemplates } from '#domain/mail-template'
import type { ProviderName } from '#domain/provider'
import type { ReceivedMail } from '#domain/received-mail'
import type { SeedReading } from '#domain/read-seed-library'
import type { DnsRecords } from '#domain/sender-domain'
import type { Thresholds } from '#domain/thresholds'
import type { Mailer } from '#mail/mailer'

/**
 * Everything an action sees of the outside. There is no mailer here, so nothing that holds only a `World` (the API,
 * the public pages) can send mail, and nothing here opens a sealed address.
 */
export type World = {
  readonly database: Database
  /** The one clock. Time is passed on from here as an argument, never read elsewhere. */
  readonly now: () => Temporal.Instant
  /** A new UUID of version 7: ids sort by time of making. */
  readonly newId: () => string
  /** A secret for a one-time link, and the hash that is kept of it. */
  readonly newToken: () => { token: string; tokenHash: Uint8Array }
  readonly hashToken: (token: string) => Uint8Array
  readonly apiKeys: ApiKeys
  readonly fingerprint: Fingerprint
  readonly sealer: FieldSealer
  readonly blindIndex: BlindIndex
  readonly links: LinkSigner
  readonly references: DeliveryReferences
  readonly letterCodes: LetterCodes
  readonly digest: Digest
  /** The public keys of those that sign what we say of our letters, the one that signs now first. */
  readonly manifestKeys: () => Promise<ManifestKeySet>
  /** Reads a message that somebody was sent; null for what is none. */
  readonly readMail: (message: Uint8Array) => Promise<ReceivedMail | null>
  readonly phrases: PhraseMaker
  /** Seals and opens what a mailed link opens, with the secret that the link brings. */
  readonly views: SealedViews
  readonly templates: MailTemplates
  readonly rateLimits: RateLimits
  /** Reads the seed library as it is now. */
  readonly readSeed: () => Promise<SeedReading>
  /** Origin of the public pages, without a trailing slash: `https://news.example.org`. */
  readonly publicUrl: string
  /** The ways by which mail leaves, the usual one first. */
  readonly providers: readonly [ProviderName, ...ProviderName[]]
  /** The server that takes mail by SMTP; null where there is none, or where mail stays on this machine. */
  readonly smtpHost: string | null
  /** Domain at which reports about our mail arrive, as bounces and `mailto:` unsubscribes do; null where nothing listens. */
  readonly inboundDomain: string | null
  /** Domain that mail by SMTP is signed for (DKIM); null where nothing is signed here. */
  readonly dkimDomain: string | null
  /** Names of the keys that sign for it; none where nothing is signed here. */
  readonly dkimSelectors: readonly string[]
  /** Asks the DNS for the text records at a name; null where it could not be asked. */
  readonly textRecords: (name: string) => Promise<DnsRecords>
  /** Asks the DNS which servers take mail for a name, as `10 mail.example.org`, the first to try first; null as above. */
  readonly mailServers: (name: string) => Promise<DnsRecords>
  /** Looks whether a page of the Internet is there, by https. Asks nobody on this machine or its network. */
  readonly visitPage: (url: string) => Promise<PageVisit>
  readonly thresholds: Thresholds
}

/** Built only in `workers/`: the world of the process that carries mail. */
export type SendingWorld = World & {
  readonly opener: FieldOpener
  readonly manifestSigner: ManifestSigner
  /** The secrets of the links that are mailed. */
  readonly viewSecret: ViewSecrets
  /** One for each of `providers`. */
  readonly mailers: Readonly<Partial<Record<ProviderName, Mailer>>>
}

/** Counts use; `runtimes` keeps the counters. */
export type RateLimits = {
  /**
   * Takes one use from the budget of `subject` (a keyed hash, never an address or an IP) and says whether it was
   * there to take.
   */
  take(limit: RateLimitName, subject: string): Promise<boolean>
}
