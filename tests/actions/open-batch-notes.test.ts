import { beforeEach, describe, expect, test } from 'vitest'
import { claimDeliveryBatch } from '#actions/claim-delivery-batch'
import { openBatchNotes } from '#actions/open-batch-notes'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { leaseEndsAt } from '#domain/delivery-batch'
import { limits } from '#domain/limits'
import type { Mailer, MailOutcome } from '#mail/mailer'
import { untilBlocked } from '../support/locks.ts'
import { createRecordingMailer, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { waitFor } from '../support/wait.ts'

const windowSize = 2
const doubtMax = 8
const readerCount = 20

let stage: SendingStage
let mailer: RecordingMailer
let campaignId: string

beforeEach(async () => {
  mailer = createRecordingMailer({ batchSizeMax: readerCount, windowSize, doubtMax })
  stage = await createSendingStage(mailer)
  await stage.addReaders(readerCount)
  campaignId = await stage.release()
  await stage.expand(campaignId)
  return () => stage.close()
})

async function onlyBatch() {
  const [batch] = await stage.batches()
  if (!batch) throw new Error('There is no batch.')
  return batch
}

/** Sends the only batch through a process whose calls to the provider go another way; `call` counts from one. */
async function sendWith(
  deliver: (call: number, ...given: Parameters<Mailer['deliver']>) => ReturnType<Mailer['deliver']>,
) {
  const { id } = await onlyBatch()
  let calls = 0
  const other = { ...mailer, deliver: (...given: Parameters<Mailer['deliver']>) => deliver((calls += 1), ...given) }
  const world = { ...stage.world, mailers: { smtp: other } }
  await sendDeliveryBatch(world, { batchId: id, provider: 'smtp' }, new AbortController().signal)
}

/** Has the rest sent once the lease of whoever had the batch is over, and says what became of everybody. */
async function endAndAccount() {
  stage.clock.advance({ minutes: 3 })
  expect(await runJobs(stage.world)).toEqual([])
  const reached = mailer.accepted.map(({ to }) => String(to))
  expect(new Set(reached).size).toBe(reached.length)
  return { reached: reached.length, account: await stage.accountOf(campaignId) }
}

describe('a batch whose windows are noted ahead', () => {
  test('reaches everybody with one note for several windows', async () => {
    const { pool } = stage.testDatabase
    await pool.query(
      `create sequence notes;
       create function count_note() returns trigger language plpgsql as $$
       begin perform nextval('notes'); return null; end $$;
       create trigger count_note after update of progress on delivery_batches for each row
         when (new.progress is distinct from old.progress and new.settled_at is null) execute function count_note()`,
    )
    await stage.send((await onlyBatch()).id)
    expect(mailer.calls).toHaveLength(readerCount / windowSize)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: readerCount })
    const { rows } = await pool.query<{ notes: string }>('select last_value as notes from notes')
    // With the claim; each of the others says that half of `doubtMax` more may begin.
    expect(Number(rows[0]?.notes)).toBeLessThanOrEqual(1 + (2 * (readerCount - doubtMax)) / doubtMax)
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'leaves no more than so many in doubt when its process dies in call %i, and mails nobody twice',
    async (fatal) => {
      const dying = sendWith(async (call, ...given) => {
        const outcomes = await mailer.deliver(...given)
        if (call === fatal) throw new Error('killed')
        return outcomes
      })
      await expect(dying).rejects.toThrow('killed')
      // All that had been begun was sent, and all of that is known to be or in doubt.
      const sent = fatal * windowSize
      expect((await onlyBatch()).progress?.begun).toBeGreaterThanOrEqual(sent)
      const { reached, account } = await endAndAccount()
      const { accepted, uncertain } = account
      expect(uncertain).toBeGreaterThanOrEqual(windowSize)
      expect(uncertain).toBeLessThanOrEqual(doubtMax)
      expect(accepted + uncertain).toBe(readerCount)
      expect(reached).toBeGreaterThanOrEqual(accepted)
    },
  )

  test('begins nothing of which no note is on disk', async () => {
    const holding = await stage.testDatabase.pool.connect()
    const { id } = await onlyBatch()
    try {
      const sending = sendWith(async (call, ...given) => {
        if (call === 1) {
          await holding.query('begin')
          await holding.query('select from delivery_batches where id = $1 for update', [id])
        }
        return mailer.deliver(...given)
      })
      await untilBlocked(stage.testDatabase.pool)
      await waitFor('all that was noted to be sent', () => mailer.accepted.length >= doubtMax)
      await stage.testDatabase.pool.query('select 1')
      expect(mailer.accepted).toHaveLength(doubtMax)
      await holding.query('commit')
      await sending
    } finally {
      holding.release()
    }
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: readerCount, uncertain: 0 })
  })

  test('is noted anew before a call that begins late, so that nobody takes it over in the middle', async () => {
    const lateness: number[] = []
    await sendWith(async (_call, ...given) => {
      const { attemptingSince } = await onlyBatch()
      lateness.push(attemptingSince?.until(stage.clock.now()).total('seconds') ?? Infinity)
      stage.clock.advance({ seconds: 6 })
      return mailer.deliver(...given)
    })
    expect(lateness).toHaveLength(readerCount / windowSize)
    expect(Math.max(...lateness)).toBeLessThan(limits.batchNoteSeconds)
    const begun = stage.clock.now()
    const ended = begun.add({ seconds: limits.batchNoteSeconds + limits.smtpCallSeconds })
    expect(Temporal.Instant.compare(ended, leaseEndsAt(begun))).toBeLessThan(0)
  })

  test.each([1, 3])('goes no further once another has taken it over, in call %i', async (late) => {
    const { id } = await onlyBatch()
    await sendWith(async (call, ...given) => {
      const outcomes = await mailer.deliver(...given)
      if (call === late) {
        stage.clock.advance({ minutes: 3 })
        await stage.send(id)
      }
      return outcomes
    })
    expect(mailer.accepted).toHaveLength(late * windowSize)
    const { reached, account } = await endAndAccount()
    expect(account.uncertain).toBe(doubtMax)
    expect(account.accepted).toBe(readerCount - doubtMax)
    expect(reached).toBeGreaterThanOrEqual(account.accepted)
  })
})

describe('the notes of a batch', () => {
  const acceptedAll = (count: number): MailOutcome[] =>
    Array.from({ length: count }, () => ({ kind: 'accepted', providerId: null }))

  async function openNotes() {
    const { id: batchId } = await onlyBatch()
    const claim = await stage.world.database.transaction((transaction) =>
      claimDeliveryBatch(stage.world, transaction, { batchId, provider: 'smtp' }),
    )
    if (claim.kind !== 'claimed') throw new Error('There was nothing to claim.')
    return openBatchNotes(stage.world, claim.claimed)
  }

  test('are made ahead once half of what may begin has ended', async () => {
    const notes = await openNotes()
    expect(await notes.mayBegin(doubtMax / 2, acceptedAll(doubtMax / 2 - 1))).toBe(true)
    expect(await notes.close()).toBe(true)
    expect((await onlyBatch()).progress).toEqual({ begun: doubtMax, outcomes: [] })
    expect(await notes.mayBegin(doubtMax, acceptedAll(doubtMax / 2))).toBe(true)
    expect(await notes.close()).toBe(true)
    const outcomes = Array.from({ length: doubtMax / 2 }, () => null)
    expect((await onlyBatch()).progress).toEqual({ begun: 1.5 * doubtMax, outcomes })
  })

  test('say no for good once somebody else has made one, whatever had been noted before', async () => {
    const notes = await openNotes()
    const later = stage.clock.now().add({ seconds: 1 })
    await stage.testDatabase.pool.query('update delivery_batches set attempting_since = $1', [later.toString()])
    expect(await notes.mayBegin(doubtMax, acceptedAll(doubtMax / 2))).toBe(true)
    expect(await notes.close()).toBe(false)
    expect(await notes.mayBegin(doubtMax, acceptedAll(doubtMax / 2))).toBe(false)
    expect((await onlyBatch()).progress).toEqual({ begun: doubtMax, outcomes: [] })
  })
})
