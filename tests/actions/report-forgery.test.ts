import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeForgeryReport } from '#actions/close-forgery-report'
import { eraseForgeryReports } from '#actions/erase-forgery-reports'
import { listForgeryReports } from '#actions/list-forgery-reports'
import { listNotices } from '#actions/list-notices'
import { openReportedMessage } from '#actions/open-reported-message'
import { readForgeryReport } from '#actions/read-forgery-report'
import { reportForgery } from '#actions/report-forgery'
import { letterSigns, missingSigns } from '#domain/compare-letter'
import { locales } from '#domain/locale'
import { limits } from '#domain/limits'
import { mapBodies } from '../support/map-bodies.ts'
import { receiveLetters, type ReceivedLetters } from '../support/received-letters.ts'

let letters: ReceivedLetters

beforeAll(async () => {
  letters = await receiveLetters()
})

afterAll(() => letters.stage.close())

const bytesOf = (source: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(source, 'latin1'))
const report = (source: string) => reportForgery(letters.stage.world, { message: bytesOf(source) })

describe('a message that is reported', () => {
  test.each(locales)('bears every sign where it is the letter itself, in %s', async (locale) => {
    const { signs } = await report(letters.received[locale].source)
    expect(signs).toEqual(Object.fromEntries(letterSigns.map((sign) => [sign, 'agrees'])))
  })

  test('is told apart where only one link of it was changed', async () => {
    const { source } = letters.received.en
    const forged = mapBodies(source, (body) => body.replaceAll('example.org/verify', 'example-org.test/verify'))
    const comparison = await report(forged)
    expect(missingSigns(comparison)).toEqual(expect.arrayContaining(['links', 'text', 'html']))
    expect(comparison.signs).toMatchObject({ code: 'agrees', subject: 'agrees', sender: 'agrees' })
    expect(comparison.unexpectedLinks).toEqual(['news[.]example-org[.]test/verify'])
  })

  test('is told apart from words alone that lead elsewhere, without saying what cannot be seen', async () => {
    const words = `Dear reader, your letter ${letters.code}: go to https://evil.test/login now.`
    const { signs, unexpectedLinks } = await reportForgery(letters.stage.world, {
      message: new TextEncoder().encode(words),
    })
    expect(signs).toMatchObject({
      code: 'agrees',
      links: 'differs',
      'own-links': 'differs',
      html: 'unknown',
      sender: 'unknown',
    })
    expect(unexpectedLinks).toEqual(['evil[.]test/login'])
  })

  test('is told to staff once a day for each letter, and kept so that only the machine’s keys open it', async () => {
    const { world, team, testDatabase } = letters.stage
    const { notices } = await listNotices(world, { member: team.admin, openOnly: true })
    const told = notices.filter(({ kind }) => kind === 'forgery-reported')
    expect(told).toHaveLength(1)
    expect(told[0]?.notice.campaignId).toBe(letters.campaignId)
    const { reports } = await listForgeryReports(world, { openOnly: true })
    const [newest] = reports
    expect(newest).toMatchObject({
      campaignId: letters.campaignId,
      doneAt: null,
      senderDomain: null,
      foreignHosts: ['evil.test'],
    })
    expect(new TextDecoder().decode(await openReportedMessage(world, { reportId: newest?.id ?? '' }))).toContain(
      'https://evil.test/login',
    )
    const { rows } = await testDatabase.pool.query<{ row: string }>('select r::text as row from forgery_reports r')
    const stored = rows.map(({ row }) => row).join()
    for (const { personal } of Object.values(letters.received))
      for (const secret of personal) expect(stored).not.toContain(secret)
    const { rows: audited } = await testDatabase.pool.query<{ subject: string }>(
      "select subject from audit_events where action = 'forgery-report-opened'",
    )
    expect(audited.map(({ subject }) => subject)).toEqual([newest?.id])
  })

  test('without words, or too long, is refused', async () => {
    const { world } = letters.stage
    await expect(report(' \n')).rejects.toMatchObject({ code: 'message-missing', field: 'message' })
    const long = new Uint8Array(limits.reportedMailBytesMax + 1)
    await expect(reportForgery(world, { message: long })).rejects.toMatchObject({ code: 'report-too-large' })
  })
})

test('a report is closed once, by whoever came first, and erased after its time with its message', async () => {
  const { world, team, clock } = letters.stage
  const { reports } = await listForgeryReports(world, { openOnly: true })
  const reportId = reports[0]?.id ?? ''
  await closeForgeryReport(world, { member: team.editor, reportId })
  await closeForgeryReport(world, { member: team.admin, reportId })
  expect((await readForgeryReport(world, { reportId })).report.doneBy).toBe(team.editor.id)
  await expect(closeForgeryReport(world, { member: team.admin, reportId: world.newId() })).rejects.toMatchObject({
    code: 'not-found',
  })
  clock.advance({ hours: 24 * limits.forgeryReportDays - 1 })
  expect(await eraseForgeryReports(world)).toBe(0)
  clock.advance({ hours: 2 })
  expect(await eraseForgeryReports(world)).toBe(reports.length)
  await expect(openReportedMessage(world, { reportId })).rejects.toMatchObject({ code: 'not-found' })
})
