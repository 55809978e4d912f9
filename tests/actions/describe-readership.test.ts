import { beforeEach, describe, expect, test } from 'vitest'
import { describeReadership } from '#actions/describe-readership'
import { endOnRequest } from '#actions/end-on-request'
import { limits } from '#domain/limits'
import { addReader } from '../support/readers.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

const enough = limits.readersToldMin

describe('the list as a whole', () => {
  test('is told by month, language and topic, where there are enough', async () => {
    const { world, team } = stage
    for (let count = 0; count < enough; count += 1) await addReader(world, { locale: 'ko', topics: ['un-watch'] })
    const { email } = await addReader(world, { locale: 'en', topics: ['un-watch', 'days-of-remembrance'] })
    await endOnRequest(world, { member: team.admin, email, wish: 'left' })
    const { months, topics, suppressions } = await describeReadership(world)
    expect(months).toHaveLength(limits.readershipMonths)
    expect(months.at(-1)).toMatchObject({
      month: world.now().toZonedDateTimeISO('Asia/Seoul').toPlainDate().toPlainYearMonth().toString(),
      byLocale: { en: { joined: null, left: null }, ko: { joined: enough, left: 0 } },
    })
    expect(months.at(0)?.byLocale).toEqual({ en: { joined: 0, left: 0 }, ko: { joined: 0, left: 0 } })
    expect(topics.find(({ id }) => id === 'un-watch')?.readers).toBe(enough)
    expect(topics.find(({ id }) => id === 'days-of-remembrance')?.readers).toBe(0)
    expect(suppressions).toContainEqual({ reason: 'left', addresses: null })
    expect(suppressions).toContainEqual({ reason: 'bounced', addresses: 0 })
  })

  test('is told by the topics of those who came and of those who left, month by month', async () => {
    const { world, team, clock } = stage
    const leaving = []
    for (let count = 0; count < enough; count += 1) leaving.push(await addReader(world, { topics: ['un-watch'] }))
    const staying = await addReader(world, { topics: ['un-watch', 'days-of-remembrance'] })
    clock.advance({ hours: 24 * 31 })
    for (const { email } of leaving) await endOnRequest(world, { member: team.admin, email, wish: 'left' })
    const before = (await describeReadership(world)).months.slice(-2).map(({ byTopic }) => byTopic['un-watch'])
    expect(before).toEqual([
      { joined: enough, left: 0 },
      { joined: 0, left: enough },
    ])
    await endOnRequest(world, { member: team.admin, email: staying.email, wish: 'left' })
    const { months } = await describeReadership(world)
    expect(months.at(-1)?.byTopic).toMatchObject({
      'un-watch': { joined: 0, left: enough },
      'days-of-remembrance': { joined: 0, left: null },
    })
    expect(months.at(-2)?.byTopic['days-of-remembrance']).toEqual({ joined: null, left: 0 })
  })
})
