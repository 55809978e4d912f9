import { randomUUIDv7 } from 'node:crypto'
import type { World } from '#actions/world'
import phraseWords from '#content/phrase-words' with { type: 'json' }
import { apiKeys } from '#crypto/api-key'
import { createBlindIndex } from '#crypto/blind-index'
import { createDeliveryReferences } from '#crypto/delivery-references'
import { createFieldSealer } from '#crypto/field-encryption'
import { fingerprint } from '#crypto/fingerprint'
import type { KeyRing } from '#crypto/key-ring'
import { createLetterCodes } from '#crypto/letter-codes'
import { createLinkSigner } from '#crypto/link-signer'
import { digestText, publicManifestKeys } from '#crypto/manifest-keys'
import { hashToken, newToken } from '#crypto/one-time-token'
import { createPhraseMaker } from '#crypto/phrase-maker'
import { sealedViews } from '#crypto/sealed-view'
import type { OpenDatabase } from '#database/database'
import { defaultThresholds, type Thresholds } from '#domain/thresholds'
import { mailTemplates } from '#emails/templates'
import { readReceivedMail } from '#mail/read-received-mail'
import { createNameQueries } from './name-queries.ts'
import { createPageVisits } from './page-visits.ts'
import { createRateLimits } from './rate-limits.ts'
import { ownContentDirectory, readContent } from './read-content.ts'

export type WorldParts = {
  readonly database: Pick<OpenDatabase, 'database' | 'pool'>
  readonly keyRing: KeyRing
  readonly publicUrl: string
  readonly providers: World['providers']
  readonly smtpHost?: string | null
  readonly inboundDomain?: string | null
  readonly dkimDomain?: string | null
  readonly dkimSelectors?: readonly string[]
  /** The DNS; that of the machine unless a test stands in for it. */
  readonly nameQueries?: Pick<World, 'textRecords' | 'mailServers'>
  /** How pages are visited; over the Internet unless a test stands in for it. */
  readonly visitPage?: World['visitPage']
  readonly thresholds?: Thresholds
  readonly contentDirectory?: string
  /** The clock; the system's own unless a test moves one by hand. */
  readonly now?: () => Temporal.Instant
}

/** What the API acts in: everything but a mailer and the keys that open addresses. */
export function buildWorld({
  database,
  keyRing,
  publicUrl,
  providers,
  smtpHost = null,
  inboundDomain = null,
  dkimDomain = null,
  dkimSelectors = [],
  nameQueries = createNameQueries(),
  visitPage = createPageVisits(),
  thresholds = defaultThresholds,
  contentDirectory = ownContentDirectory(),
  now = () => Temporal.Now.instant(),
}: WorldParts): World {
  return {
    database: database.database,
    now,
    newId: () => randomUUIDv7(),
    newToken,
    hashToken,
    apiKeys,
    fingerprint,
    sealer: createFieldSealer(keyRing.fields),
    blindIndex: createBlindIndex(keyRing),
    links: createLinkSigner(keyRing.links),
    references: createDeliveryReferences(keyRing.links),
    letterCodes: createLetterCodes(keyRing),
    digest: digestText,
    manifestKeys: () => publicManifestKeys(keyRing.manifests),
    readMail: readReceivedMail,
    phrases: createPhraseMaker(keyRing, phraseWords),
    views: sealedViews,
    templates: mailTemplates,
    rateLimits: createRateLimits(database.pool),
    readSeed: () => readContent(contentDirectory),
    publicUrl,
    providers,
    smtpHost,
    inboundDomain,
    dkimDomain,
    dkimSelectors,
    ...nameQueries,
    visitPage,
    thresholds,
  }
}
