import {
  findKnownAddresses,
  findSuppressions,
  insertSubscribers,
  insertSubscriberTopics,
  recordConsent,
} from '#database/subscriber-queries'
import { findTopics } from '#database/topic-queries'
import { parseEmailAddress, type EmailAddress } from '#domain/email-address'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { chooseTopics } from '#domain/topic-choice'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** One person who agreed elsewhere. */
export type ImportRow = {
  readonly email: string
  readonly locale: Locale
  readonly timeZone: string | null
  readonly topics: readonly string[]
  /** When this person agreed to be written to. */
  readonly consentedAt: Temporal.Instant
}

type UsableRow = ImportRow & { readonly topics: string[] }

/** What became of the rows of an import. */
export type ImportResult = {
  readonly imported: number
  /** Already on the list; left as they are. */
  readonly known: number
  /** Left, were erased, blocked, bounced or complained before; an import never brings anyone back, nor tells whom. */
  readonly suppressed: number
  /** Rows that could not be used: their place in the request, and why. Never their address. */
  readonly refused: readonly { readonly row: number; readonly code: string }[]
}

/**
 * Takes over people who agreed elsewhere, with the evidence of it. Bad rows are named and passed over, good ones are
 * kept; importing the same rows again changes nothing. A trial says what would become of the rows and keeps nothing but
 * that it was made: its answer tells something of addresses as well.
 * @param source where and how consent was given, in words; kept with every row as evidence
 * @throws Refusal `role-missing`
 */
export async function importSubscribers(
  world: World,
  {
    member,
    source,
    rows,
    isTrial = false,
  }: { member: StaffMember; source: string; rows: readonly ImportRow[]; isTrial?: boolean },
): Promise<ImportResult> {
  requirePermission(member, 'import-subscribers')
  const knownTopics = await findTopics(world.database, [...new Set(rows.flatMap(({ topics }) => topics))])
  const { usable, refused } = sortRows(rows, knownTopics, world.now())
  const people = peopleOf(world, usable)

  return world.database.transaction(async (transaction) => {
    // In this order: whoever is erased between the two looks is not known any more, and suppressed by then.
    const known = await findKnownAddresses(
      transaction,
      people.map((person) => person.emailIndex),
    )
    const suppressions = await findSuppressions(
      transaction,
      people.map((person) => person.suppressionHash),
    )
    const isSuppressed = (person: (typeof people)[number]): boolean => suppressions.has(person.suppressionHash.toHex())
    const fresh = people.filter((person) => !isSuppressed(person) && !known.has(person.emailIndex.toHex()))
    const suppressed = people.filter(isSuppressed).length
    if (isTrial) {
      await recordAuditEvent(world, transaction, {
        actorId: member.id,
        action: 'import-tried',
        detail: { count: rows.length },
      })
      return { imported: fresh.length, known: people.length - suppressed - fresh.length, suppressed, refused }
    }
    const inserted = new Set(
      await insertSubscribers(
        transaction,
        fresh.map(({ id, email, entry, emailIndex, suppressionHash }) => ({
          id,
          emailIndex,
          suppressionHash,
          emailSealed: world.sealer.seal({ table: 'subscribers', column: 'email', id }, email),
          phraseSealed: world.sealer.seal(
            { table: 'subscribers', column: 'phrase', id },
            world.phrases.phraseFor(id, entry.locale),
          ),
          locale: entry.locale,
          timeZone: entry.timeZone,
          confirmedAt: entry.consentedAt,
        })),
      ),
    )
    const imported = fresh.filter(({ id }) => inserted.has(id))
    await insertSubscriberTopics(
      transaction,
      imported.flatMap(({ id, entry }) => entry.topics.map((topicId) => ({ subscriberId: id, topicId }))),
    )
    await recordConsent(
      transaction,
      imported.map(({ suppressionHash, entry }) => ({
        id: world.newId(),
        subject: suppressionHash,
        kind: 'imported' as const,
        locale: entry.locale,
        source,
        occurredAt: entry.consentedAt,
      })),
    )
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'subscribers-imported',
      detail: { count: imported.length },
    })
    return { imported: imported.length, known: people.length - suppressed - imported.length, suppressed, refused }
  })
}

/** Which rows can be used, each address once, and why the others cannot. */
function sortRows(
  rows: readonly ImportRow[],
  knownTopics: Awaited<ReturnType<typeof findTopics>>,
  now: Temporal.Instant,
): { usable: Map<EmailAddress, UsableRow>; refused: { row: number; code: string }[] } {
  const refused: { row: number; code: string }[] = []
  const usable = new Map<EmailAddress, UsableRow>()
  for (const [row, entry] of rows.entries()) {
    try {
      const email = parseEmailAddress(entry.email, `rows.${row}.email`)
      if (usable.has(email)) throw new Refusal('address-repeated')
      if (Temporal.Instant.compare(entry.consentedAt, now) > 0) throw new Refusal('consent-in-future')
      usable.set(email, { ...entry, topics: chooseTopics(entry.topics, knownTopics) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ row, code: error.code })
    }
  }
  return { usable, refused }
}

/** In one order for everybody, or two imports of the same people would wait for each other. */
function peopleOf(world: World, usable: ReadonlyMap<EmailAddress, UsableRow>) {
  return [...usable]
    .map(([email, entry]) => ({
      email,
      entry,
      id: world.newId(),
      emailIndex: world.blindIndex.address(email),
      suppressionHash: world.blindIndex.suppression(email),
    }))
    .toSorted((one, other) => Buffer.compare(one.emailIndex, other.emailIndex))
}
