import type { Executor } from '#database/database'
import { enqueueJob } from '#database/job-outbox'
import { findEntry } from '#database/library-queries'
import { knownDates, lockRecordedDate, updateRecordedDate, type RecordedDate } from '#database/observance-queries'
import type { Observance } from '#domain/observance'
import { occurrenceNamed, type Occurrence } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import type { StaffMember } from '#domain/staff'
import { recordAuditEvent, type AuditEntry } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Who says something of an occurrence, and of which. */
export type OccurrenceWord = {
  readonly member: StaffMember
  /** Whether whoever runs the machine says it for them, by a command. */
  readonly isByCommand?: boolean
  readonly observanceId: string
  /** What `occurrenceName` gives: its year where it is announced, its nominal day otherwise. */
  readonly occurrence: string
  /** The version that they saw; 0 while nothing was ever said. */
  readonly version: number
}

/** An occurrence as it stands when something is said of it. */
export type FoundOccurrence = {
  readonly observance: Observance
  readonly occurrence: Occurrence
  readonly record: RecordedDate
  readonly now: Temporal.Instant
}

type OccurrenceChange = Pick<AuditEntry, 'action' | 'detail'> & {
  readonly changes: Partial<RecordedDate>
  /** What follows from it in the same transaction. */
  readonly follow?: (transaction: Executor) => Promise<void>
}

/**
 * Changes what is recorded of an occurrence, if it still is what the person saw, and has planning look at it after the
 * commit. What was there before stays in the audit chain.
 * @throws Refusal `not-found` for no occurrence of an observance; `occurrence-outdated`; whatever `decide` refuses
 */
export async function changeOccurrence(
  world: World,
  { member, isByCommand = false, observanceId, occurrence: name, version }: OccurrenceWord,
  decide: (found: FoundOccurrence) => OccurrenceChange,
): Promise<{ version: number }> {
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const observance = (await findEntry(transaction, 'observance', observanceId))?.entry
    const planned = observance && occurrenceNamed(observance, knownDates(observance, []), name)
    if (!observance || !planned) throw new Refusal('not-found')
    const { nominalDate, startsOn } = planned
    const key = { observanceId, occurrence: name }
    const { lengthDays } = observance.rule
    const begun = { ...key, nominalDate, startsOn, lengthDays, hasDay: false, changedAt: now }
    const record = await lockRecordedDate(transaction, begun)
    if (record.version !== version)
      throw new Refusal('occurrence-outdated', { field: 'version', value: record.version })
    const occurrence = occurrenceNamed(observance, knownDates(observance, [record]), name) ?? planned
    const { changes, action, detail = {}, follow } = decide({ observance, occurrence, record, now })
    const changed = await updateRecordedDate(transaction, key, { ...changes, changedAt: now })
    // It locks campaigns, and whoever locks a campaign does so before the audit chain.
    await follow?.(transaction)
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action,
      subject: `${observanceId}/${name}`,
      detail: { ...detail, ...(isByCommand && { by: 'operator' }) },
    })
    await enqueueJob(transaction, { id: world.newId(), name: 'plan-observances', payload: {}, now })
    return { version: changed.version }
  })
}
