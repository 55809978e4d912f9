import type { CampaignAccount } from '#domain/campaign-account'
import type { LedgerEntry } from '../../tests/support/provider-double/mailbox-ledger.ts'

/** One person whom a campaign may have been for. */
export type Reader = {
  readonly address: string
  /** When we had told them that they are off the list; null for those who stayed. */
  readonly leftAt: Temporal.Instant | null
}

/** What Northlight itself says of one reader’s letter. */
export type Delivery = {
  readonly address: string
  readonly batchId: string
  /** When its batch was first attempted, before anybody moved the clock. */
  readonly firstAttemptAt: Temporal.Instant | null
  readonly isSettled: boolean
  readonly outcome: 'accepted' | 'dropped' | 'failed' | 'uncertain'
}

/** Counts of the batches, as they are added up for a person. */
export type Books = Pick<CampaignAccount, 'frozen' | 'accepted' | 'dropped' | 'failed' | 'uncertain' | 'waiting'>

export type Evidence = {
  readonly releasedAt: Temporal.Instant
  readonly readers: readonly Reader[]
  readonly deliveries: readonly Delivery[]
  readonly books: Books
  /** The messages of this campaign that reached a mailbox, in the order in which they came. */
  readonly messages: readonly Pick<LedgerEntry, 'address'>[]
  /** Who may be uncertain: so many readers of these batches, and these readers. */
  readonly mayBeUncertain: { readonly batches: ReadonlyMap<string, number>; readonly addresses: ReadonlySet<string> }
}

export type Verdict = {
  readonly duplicates: number
  readonly missing: number
  readonly mailedAfterLeaving: number
  readonly uncertain: number
  /** What is wrong, one line for each kind with an example; none when all is well. */
  readonly faults: readonly string[]
}

/** Judges a campaign by its mailboxes first, and what Northlight says of it second. */
export function judge(evidence: Evidence): Verdict {
  const { readers, deliveries, messages, books, mayBeUncertain } = evidence
  const counts = new Map<string, number>()
  for (const { address } of messages) counts.set(address, (counts.get(address) ?? 0) + 1)
  const deliveryOf = new Map(deliveries.map((delivery) => [delivery.address, delivery]))
  const findings = readers.map((reader) => {
    const delivery = deliveryOf.get(reader.address)
    return { reader, delivery, count: counts.get(reader.address) ?? 0 }
  })
  const leftBefore = findings.filter((finding) => hadLeft(finding, evidence.releasedAt))
  const outcomeIs =
    (...outcomes: Delivery['outcome'][]) =>
    (finding: Finding) =>
      finding.delivery !== undefined && outcomes.includes(finding.delivery.outcome)
  const hasMessage = ({ count }: Finding): boolean => count > 0

  const duplicates = findings.filter(({ count }) => count > 1)
  const missing = findings.filter(
    (finding) =>
      finding.count === 0 && !leftBefore.includes(finding) && !outcomeIs('dropped', 'failed', 'uncertain')(finding),
  )
  const mailedAfterLeaving = leftBefore.filter(hasMessage)
  const uncertain = findings.filter(outcomeIs('uncertain'))
  const known = new Set(readers.map(({ address }) => address))
  const faults = [
    describe('mailed more than once', duplicates),
    describe('not mailed, and nothing says why', missing),
    describe('mailed after leaving', mailedAfterLeaving),
    describe(
      'dropped or failed in the books, but mailed',
      findings.filter(outcomeIs('dropped', 'failed')).filter(hasMessage),
    ),
    describe('failed, though nobody refused them', findings.filter(outcomeIs('failed'))),
    describe(
      'dropped, though they did not leave',
      findings.filter(outcomeIs('dropped')).filter(({ reader }) => !reader.leftAt),
    ),
    describe('uncertain without need', withoutNeed(uncertain, mayBeUncertain)),
    describe(
      'not settled',
      findings.filter(({ delivery }) => delivery?.isSettled === false),
    ),
    describe(
      'mailed, though they are not on the list',
      messages.filter(({ address }) => !known.has(address)).map(({ address }) => ({ reader: { address } })),
    ),
    ...faultsOfBooks(books, deliveries),
  ].filter((line) => line !== null)
  return {
    duplicates: duplicates.reduce((sum, { count }) => sum + count - 1, 0),
    missing: missing.length,
    mailedAfterLeaving: mailedAfterLeaving.length,
    uncertain: uncertain.length,
    faults,
  }
}

type Finding = { readonly reader: Reader; readonly delivery: Delivery | undefined; readonly count: number }

/** The uncertain readers beyond those whom a call that was cut off can explain. */
function withoutNeed(uncertain: readonly Finding[], { batches, addresses }: Evidence['mayBeUncertain']): Finding[] {
  const unexplained = uncertain.filter(({ reader }) => !addresses.has(reader.address))
  const byBatch = Map.groupBy(unexplained, ({ delivery }) => delivery?.batchId ?? '')
  return [...byBatch].flatMap(([batchId, findings]) => findings.slice(batches.get(batchId) ?? 0))
}

/** Whether somebody had left before their batch was first attempted, or before the campaign began. */
function hadLeft({ reader, delivery }: Finding, releasedAt: Temporal.Instant): boolean {
  if (reader.leftAt === null) return false
  const attemptedAt = delivery ? delivery.firstAttemptAt : releasedAt
  // A batch that was never attempted was left by everybody who has left at all.
  return attemptedAt === null || delivery === undefined || Temporal.Instant.compare(reader.leftAt, attemptedAt) < 0
}

function faultsOfBooks(books: Books, deliveries: readonly Delivery[]): string[] {
  const { frozen, accepted, dropped, failed, uncertain, waiting } = books
  const faults: string[] = []
  if (frozen !== accepted + dropped + failed + uncertain + waiting)
    faults.push(`the books do not balance: ${show(books)}`)
  if (waiting !== 0) faults.push(`${waiting} still wait`)
  if (frozen !== deliveries.length)
    faults.push(`the books have ${frozen} readers, and ${deliveries.length} have a place`)
  for (const outcome of ['accepted', 'dropped', 'failed', 'uncertain'] as const) {
    const counted = deliveries.filter((delivery) => delivery.outcome === outcome).length
    if (counted !== books[outcome])
      faults.push(`the books have ${books[outcome]} ${outcome}, the readers’ rows ${counted}`)
  }
  return faults
}

function describe(what: string, findings: readonly { readonly reader: { readonly address: string } }[]): string | null {
  const [first] = findings
  return first ? `${findings.length} ${what}, such as ${first.reader.address}` : null
}

function show(books: Books): string {
  return Object.entries(books)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
