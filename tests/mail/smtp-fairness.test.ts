import { describe, expect, test } from 'vitest'
import { domainBusy } from '#domain/provider-failure'
import type { Mailer, OutgoingMail } from '#mail/mailer'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { refuseAt, waitAtEnd } from '../support/provider-double/smtp-choices.ts'
import { startSmtpDouble } from '../support/provider-double/smtp-double.ts'
import { waitFor } from '../support/wait.ts'
import { sampleMail } from './sample-mail.ts'

const { signal } = new AbortController()

/** Letters to several domains by turns, so that every window has some of each. */
function mailsTo(domains: readonly string[], count: number): OutgoingMail[] {
  return Array.from({ length: count }, (_, number) =>
    sampleMail({ reference: `batch-1-${number}`, to: `reader-${number}@${domains[number % domains.length]}` }),
  )
}

/** Works mail off as the batch jobs do: several at a time take a window each, and what is put off comes round again. */
function startLanes(
  mailer: Mailer,
  mails: readonly OutgoingMail[],
  lanes: number,
): { readonly busy: () => number; readonly done: Promise<void> } {
  const waiting = [...mails]
  let busy = 0
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const window = waiting.splice(0, mailer.windowSize)
      const outcomes = await mailer.deliver(window, { key: 'batch-1', signal })
      const putOff = window.filter((_mail, index) => {
        const outcome = outcomes[index]
        if (outcome?.kind === 'accepted') return false
        expect(outcome?.failure).toMatchObject({ kind: 'temporary', code: domainBusy })
        return true
      })
      busy += putOff.length
      waiting.push(...putOff)
      // The queue takes a job up again later, and in another turn of the loop.
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }
  return { busy: () => busy, done: Promise.all(Array.from({ length: lanes }, work)).then(() => {}) }
}

describe('a receiving domain that is slow', () => {
  test('does not hold the others, and gets every letter in the end, once', async () => {
    const opened = Promise.withResolvers<void>()
    let held = 0
    let heldMax = 0
    await using server = await startSmtpDouble({
      troubles: waitAtEnd(async (recipient) => {
        if (!recipient.endsWith('@slow.example')) return
        held += 1
        heldMax = Math.max(heldMax, held)
        await opened.promise
        held -= 1
      }),
    })
    const mails = mailsTo(['one.example', 'slow.example', 'two.example'], 90)
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 5, slowSeconds: 0.1 })
    const lanes = startLanes(mailer, mails, 4)
    const arrived = (domain: string): number =>
      server.taken.filter(({ envelope }) => envelope.to[0]?.endsWith(`@${domain}`)).length
    await waitFor('the others to have everything', () => arrived('one.example') + arrived('two.example') === 60)
    expect([arrived('slow.example'), held, heldMax]).toEqual([0, 1, 1])
    expect(lanes.busy()).toBeGreaterThan(0)
    opened.resolve()
    await lanes.done
    await mailer.close()
    expect(server.taken.map(({ envelope }) => envelope.to.join()).toSorted()).toEqual(
      mails.map(({ to }) => String(to)).toSorted(),
    )
  })

  test('is put off at once while its share is taken, and not begun', async () => {
    const opened = Promise.withResolvers<void>()
    await using server = await startSmtpDouble({
      troubles: waitAtEnd(async (recipient) => {
        if (recipient.endsWith('@slow.example')) await opened.promise
      }),
    })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 5, slowSeconds: 0.1 })
    await mailer.deliver([sampleMail({ to: 'reader@quick.example' })], { key: 'batch-1', signal })
    const held = mailer.deliver([sampleMail({ to: 'reader-1@slow.example' })], { key: 'batch-2', signal })
    const waiting = await mailer.deliver([sampleMail({ to: 'reader-2@slow.example' })], { key: 'batch-3', signal })
    const refused = await mailer.deliver([sampleMail({ to: 'reader-3@SLOW.example' })], { key: 'batch-4', signal })
    for (const [outcome] of [waiting, refused]) {
      expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'temporary', code: domainBusy } })
    }
    opened.resolve()
    expect(await held).toMatchObject([{ kind: 'accepted' }])
    await mailer.close()
    expect(server.taken).toHaveLength(2)
  })
})

describe('a receiving domain that puts mail off', () => {
  test('is left its share, and takes the rest again once it takes a letter', async () => {
    let isGreylisting = true
    await using server = await startSmtpDouble({
      troubles: refuseAt(
        'RCPT',
        { code: 451, text: '4.7.1 greylisted' },
        (recipient) => isGreylisting && recipient.endsWith('@grey.example'),
      ),
    })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 5 })
    const deliver = async (count: number): Promise<string[]> => {
      const outcomes = await mailer.deliver(mailsTo(['grey.example'], count), { key: 'batch-1', signal })
      return outcomes.map((outcome) => (outcome.kind === 'accepted' ? 'accepted' : outcome.failure.code))
    }
    expect(await deliver(1)).toEqual(['smtp-451-4.7.1'])
    expect(await deliver(5)).toContain(domainBusy)
    isGreylisting = false
    expect(await deliver(1)).toEqual(['accepted'])
    expect(await deliver(5)).toEqual(Array.from({ length: 5 }, () => 'accepted'))
    await mailer.close()
  })
})
